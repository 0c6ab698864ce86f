package pcilock.checks.sweep;
import java.util.List;
public final class SweepJournal { List<TreeResult> done(){return List.of();} void append(TreeResult r){} }
