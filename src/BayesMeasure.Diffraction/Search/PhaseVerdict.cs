using BayesMeasure.Diffraction.Patterns;

namespace BayesMeasure.Diffraction.Search;

/// <summary>Whether an answer can be trusted.</summary>
public enum PhaseVerdictKind
{
    /// <summary>The phases explain the pattern.</summary>
    Trusted,

    /// <summary>
    /// Peaks stand where no phase has a line, or lines of a phase are not those of its structure: the library lacks something,
    /// and false phases may look certain.
    /// </summary>
    LibraryIncomplete,

    /// <summary>The grains of a phase lie in order: weights are less certain.</summary>
    Textured,

    /// <summary>All lines are shifted by more than a well placed sample shows.</summary>
    Shifted,

    /// <summary>No phase and no peak stands out of the noise.</summary>
    TooLittleData,
}

/// <summary>Whether an answer can be trusted, and why.</summary>
/// <param name="Kind">The verdict.</param>
/// <param name="Text">The verdict in a sentence.</param>
public sealed record PhaseVerdict(PhaseVerdictKind Kind, string Text)
{
    // Of complete libraries no peak of the weighed mixtures is left above 0.007 of the strongest one; of incomplete ones the
    // weakest that tells is 0.06. A doubted phase counts from the same share of the weight on: what mends others is doubted, too.
    private const double LeastShare = 0.02;
    private const double LargestShift = 0.25;
    private const double LeastTexture = 0.15;
    private const double LeastWeight = 0.05;

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal static PhaseVerdict Of(
        IReadOnlyList<FoundPhase> phases, IReadOnlyList<UnexplainedPeak> peaks, InstrumentProfile instrument)
    {
        FoundPhase[] found = [.. phases.Where(phase => phase.IsFound)];
        UnexplainedPeak[] strong = [.. peaks.Where(peak => peak.Share >= LeastShare || found.Length == 0)];
        if (strong.Length > 0)
        {
            string places = string.Join(", ", strong.Take(5).Select(peak =>
                FormattableString.Invariant($"{peak.TwoTheta:F2}° (d = {peak.Spacing:F3} Å)")));
            return new(PhaseVerdictKind.LibraryIncomplete, $"library incomplete: peaks at {places}");
        }

        if (found.Length == 0)
        {
            return new(PhaseVerdictKind.TooLittleData, "too little data: neither a phase nor a peak stands out of the noise");
        }

        // One axis tells an order of grains to first order: intensities of a textured phase are off by more than those of others.
        FoundPhase[] doubted = [.. found.Where(phase =>
            phase.IsDoubted && phase.WeightFraction >= LeastShare && !IsTextured(phase))];
        if (doubted.MaxBy(phase => phase.Doubt) is { } other)
        {
            return new(PhaseVerdictKind.LibraryIncomplete, FormattableString.Invariant(
                $"library incomplete: what stands in the place of {other.Name} has its lines, but not its intensities, ")
                + FormattableString.Invariant($"by {other.Doubt:F0} nat"));
        }

        double shift = instrument.Zero + instrument.Displacement;
        if (Math.Abs(shift) > LargestShift)
        {
            return new(PhaseVerdictKind.Shifted, FormattableString.Invariant(
                $"shifted: all lines by {shift:F2}° at small angles; check zero and height of the sample"));
        }

        FoundPhase? textured = found
            .Where(phase => IsTextured(phase) && phase.WeightFraction >= LeastWeight)
            .MaxBy(phase => Math.Abs(Math.Log(phase.Shape.Texture)));
        return textured is { TexturePlane: var (h, k, l) }
            ? new(PhaseVerdictKind.Textured, FormattableString.Invariant(
                $"textured: {textured.Name} along ({h} {k} {l}), r = {textured.Shape.Texture:F2}; weights are less certain"))
            : new(PhaseVerdictKind.Trusted, "trusted: the phases explain the pattern");
    }

    private static bool IsTextured(FoundPhase phase) =>
        phase.TexturePlane != null && Math.Abs(Math.Log(phase.Shape.Texture)) > LeastTexture;
}
