using System.Collections.Immutable;
using BayesMeasure.Diffraction.Patterns;

namespace BayesMeasure.Diffraction.Search;

/// <summary>A phase in a fit.</summary>
/// <param name="Candidate">Which candidate it is.</param>
/// <param name="Height">Its coefficient, in counts times degrees by I/Ic: proportional to its weight.</param>
/// <param name="Shape">How it differs from its structure.</param>
/// <param name="Plane">The plane that its texture orders; null without texture.</param>
internal sealed record PhaseTerm(int Candidate, double Height, PhaseShape Shape, (int H, int K, int L)? Plane = null)
{
    /// <summary>The number of unknowns: height, strain, size, B, and texture where there is a plane.</summary>
    public int Unknowns => Plane == null ? 4 : 5;

    /// <summary>
    /// By how much B of all atoms differs from that of the structure, in square angstrom: lines are exp(-2 B s^2) times as
    /// strong, and weights that ignore it are wrong by 2 of 100.
    /// </summary>
    public double ExcessB { get; init; }
}

/// <summary>All that a fit has found.</summary>
/// <param name="Instrument">What all phases share.</param>
/// <param name="Phases">The phases.</param>
/// <param name="Background">The coefficients of the background.</param>
internal sealed record FitState(InstrumentProfile Instrument, ImmutableArray<PhaseTerm> Phases, double[] Background)
{
    /// <summary>The number of instrumental unknowns.</summary>
    public const int InstrumentUnknowns = 6;

    /// <summary>The number of unknowns.</summary>
    public int Unknowns => Background.Length + InstrumentUnknowns + Phases.Sum(phase => phase.Unknowns);

    /// <summary>The full width at half maximum of lines at small angles in degrees: of phases, the mean by heights.</summary>
    public double MeanWidth
    {
        get
        {
            double sum = Phases.Sum(phase => phase.Height);
            return Instrument.Width
                + (sum > 0 ? Phases.Sum(phase => phase.Height * phase.Shape.SizeBroadening) / sum : 0);
        }
    }

    /// <summary>Where the unknowns of a phase begin.</summary>
    public int FirstOf(int phase) =>
        Background.Length + InstrumentUnknowns + Phases.Take(phase).Sum(one => one.Unknowns);

    /// <summary>The place of a candidate among the phases; -1 where it is none of them.</summary>
    public int PlaceOf(int candidate)
    {
        int place = Phases.Length - 1;
        while (place >= 0 && Phases[place].Candidate != candidate)
        {
            place--;
        }

        return place;
    }

    /// <summary>The state with a phase more.</summary>
    public FitState With(PhaseTerm phase) => this with { Phases = Phases.Add(phase) };

    /// <summary>The state without a phase.</summary>
    public FitState Without(int phase) => this with { Phases = Phases.RemoveAt(phase) };

    /// <summary>The state after a step of all unknowns, each kept within its bounds.</summary>
    public FitState Moved(double[] step, FitPrior prior)
    {
        double[] background = [.. Background.Select((value, i) => value + step[i])];
        int at = Background.Length;
        InstrumentProfile instrument = new(Math.Clamp(Instrument.Width + step[at + 2], prior.LeastWidth, FitPrior.MostWidth))
        {
            Zero = Instrument.Zero + step[at],
            Displacement = Instrument.Displacement + step[at + 1],
            WidthSlope = Math.Clamp(Instrument.WidthSlope + step[at + 3], 0, FitPrior.MostWidth),
            Mixing = Math.Clamp(Instrument.Mixing + step[at + 4], 0, 1),
            Overflow = Math.Clamp(Instrument.Overflow + step[at + 5], 0, FitPrior.MostOverflow),
        };
        at += InstrumentUnknowns;
        ImmutableArray<PhaseTerm>.Builder phases = ImmutableArray.CreateBuilder<PhaseTerm>(Phases.Length);
        foreach (PhaseTerm phase in Phases)
        {
            phases.Add(Moved(phase, step.AsSpan(at, phase.Unknowns), prior));
            at += phase.Unknowns;
        }

        return new(instrument, phases.ToImmutable(), background);
    }

    private static PhaseTerm Moved(PhaseTerm phase, ReadOnlySpan<double> step, FitPrior prior) => phase with
    {
        Height = Math.Max(phase.Height + step[0], 0),
        ExcessB = Math.Clamp(phase.ExcessB + step[3], -FitPrior.MostExcessB, FitPrior.MostExcessB),
        Shape = new()
        {
            Strain = Math.Clamp(phase.Shape.Strain + step[1], -prior.LargestStrain, prior.LargestStrain),
            SizeBroadening = Math.Clamp(phase.Shape.SizeBroadening + step[2], 0, FitPrior.MostWidth),
            Texture = phase.Plane == null
                ? 1
                : Math.Clamp(phase.Shape.Texture + step[4], FitPrior.LeastTexture, FitPrior.MostTexture),
        },
    };
}
