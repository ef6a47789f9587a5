using BayesMeasure.Amortized.Structures;

namespace BayesMeasure.Amortized.Training;

/// <summary>
/// What a network learns from where evidence is exact: instead of the simulated option of a part, how probable its options are
/// given the curve and all other parts. Their mean over what follows, given what was decided before, is the same conditional,
/// with less scatter (Rao and Blackwell).
/// </summary>
internal static class ConditionalTargets
{
    /// <summary>
    /// P(further than this option | at least this option, all other parts, curve), one a decision; 0 for decisions that are
    /// forbidden.
    /// </summary>
    public static float[] Of(StructureFamily family, SimulatedCurve simulated)
    {
        StructureEvidence evidence = family.EvidenceOf(simulated.Curve);
        int[] chosen = family.Layout.OptionsOf(simulated.Structure);
        float[] targets = new float[family.Decisions];
        for (int part = 0, first = 0; part < chosen.Length; first += family.Parts[part].Decisions, part++)
        {
            double[] logs = LogPrior(family, chosen, part, simulated.Lambda);
            for (int option = 0; option < logs.Length; option++)
            {
                logs[option] += evidence.Of(family.Layout.Of(With(chosen, part, option))).LogEvidence;
            }

            for (int step = 0; step <= Math.Min(chosen[part], logs.Length - 2); step++)
            {
                targets[first + step] = (float)Math.Exp(LogSum.Of(logs.AsSpan(step + 1)) - LogSum.Of(logs.AsSpan(step)));
            }
        }

        return targets;
    }

    /// <summary>ln p of the options of a part beside those of the others, but for a constant.</summary>
    private static double[] LogPrior(StructureFamily family, int[] chosen, int part, double lambda) =>
        family.Prior.HasIndependentParts
            ? [.. family.Prior.LogProbabilities(family.Parts, chosen.AsSpan(0, part), lambda)]
            : [.. family.Parts[part].Options.Select((_, option) =>
                family.Prior.LogProbability(family.Layout, family.Layout.Of(With(chosen, part, option)), lambda))];

    private static int[] With(int[] chosen, int part, int option)
    {
        int[] changed = [.. chosen];
        changed[part] = option;
        return changed;
    }
}
