package pcilock.checks.topology;

/** Text by strangers that ends up on the user's terminal. */
final class Descriptions {
    private Descriptions() {}

    /** One line of bounded length without what a terminal could obey or a reader could be misled by. */
    static String cleaned(String description) {
        return visible(description.strip());
    }

    /** The same with the blanks around it. */
    static String visible(String description) {
        int length = Math.min(description.length(), TopologyLimits.MAX_DESCRIPTION_LENGTH);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = description.charAt(i);
            int type = Character.getType(c);
            boolean invisible = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            text.append(invisible ? '\ufffd' : c);
        }
        return description.length() > length ? text.append("...").toString() : text.toString();
    }
}
