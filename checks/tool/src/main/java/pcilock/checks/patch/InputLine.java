package pcilock.checks.patch;

/**
 * A line of a patch file.
 *
 * @param number of the line in the file, counted from 1; in base64 from the line where the encoded text begins
 * @param text without the line end; until its encoding is known, a character for each byte
 */
record InputLine(int number, String text) {
    boolean isBlank() {
        return text.isBlank();
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix);
    }
}
