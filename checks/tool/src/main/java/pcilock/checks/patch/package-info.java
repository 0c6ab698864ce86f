/**
 * A patch as it came by mail, and a kernel tree with it applied. {@link pcilock.checks.patch.PatchSeries} reads a diff, a mail, an mbox
 * or a thread copied from a web archive; {@link pcilock.checks.patch.PatchedTree} applies it in memory, and knows of every line whether
 * the tree or which line of a patch it comes from. Nothing is ever written.
 *
 * <p>Mails are taken apart here and not by a library, since a remark is put below a line of the diff as it came: whoever decodes a
 * mail as a stream loses the number of the line. The library decodes header fields and encodings. Hunks are read and placed here, since
 * java-diff-utils keeps no line numbers, tells neither where a hunk was put nor which line of it does not fit, and knows no diff
 * that has lost its white space; the tests let it write the diffs that must come out right.
 */
package pcilock.checks.patch;
