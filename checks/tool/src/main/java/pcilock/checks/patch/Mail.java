package pcilock.checks.patch;

import java.util.List;

/**
 * A mail, decoded.
 *
 * @param line where it begins in the patch file, counted from 1
 * @param date as it stands there; empty where there is none
 * @param id its Message-ID; empty where there is none
 * @param body the text, attached diffs included
 */
record Mail(int line, String subject, String author, String date, String id, List<InputLine> body) {}
