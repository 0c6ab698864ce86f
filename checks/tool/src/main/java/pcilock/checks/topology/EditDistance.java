package pcilock.checks.topology;

/** How far a name is from one that may have been meant. */
public final class EditDistance {
    /** More characters of a name than this are not compared. */
    private static final int MAX_COMPARED = 64;

    private EditDistance() {}

    /** How many characters to insert, delete or replace; of the names' beginnings. */
    public static int between(String a, String b) {
        int columns = Math.min(b.length(), MAX_COMPARED);
        int[] row = new int[columns + 1];
        for (int j = 0; j <= columns; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= Math.min(a.length(), MAX_COMPARED); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= columns; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[columns];
    }
}
