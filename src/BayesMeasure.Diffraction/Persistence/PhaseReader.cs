using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Measurements;
using BayesMeasure.Persistence;

namespace BayesMeasure.Diffraction.Persistence;

/// <summary>
/// Reads what was found in a pattern back; what is not as a search would have written it is refused by its place.
/// </summary>
internal static class PhaseReader
{
    public static PhaseSearchResult Read(string path)
    {
        var root = SavedValue.Read(path);
        if (root.Find("phases") is null)
        {
            throw new InvalidDataException(root.Find("patterns") is null
                ? $"{path}: this is no answer of a search for phases in one pattern. "
                    + "Comparisons are read with ModelComparison.Load."
                : $"{path}: this is the answer of a series: read it with PhaseSearchResult.LoadSeries.");
        }

        return Result(root);
    }

    public static IReadOnlyList<(double At, PhaseSearchResult Result)> ReadSeries(string path)
    {
        var root = SavedValue.Read(path);
        return root.Find("patterns") is { } patterns
            ? [.. patterns.Items.Select(pattern => (Finite(pattern["at"]), Result(pattern)))]
            : throw new InvalidDataException(
                $"{path}: this is no answer of a series. That of one pattern is read with PhaseSearchResult.Load.");
    }

    private static PhaseSearchResult Result(SavedValue saved)
    {
        string[] candidates = Texts(saved["candidates"]);
        InstrumentProfile instrument = Instrument(saved["instrument"]);
        string pattern = saved["pattern"].Text;
        return new()
        {
            Pattern = pattern,
            Method = Enumerable.FirstOrDefault<PhaseMethod?>(
                [PhaseMethod.Gibbs, PhaseMethod.Variational], method => PhaseJson.NameOf(method!.Value) == saved["method"].Text)
                ?? throw saved["method"].Wrong("gibbs or variational"),
            Verdict = new(Kind(saved["verdict"]), saved["verdict_text"].Text),
            Misfit = Finite(saved["misfit"]),
            OverDispersion = Finite(saved["over_dispersion"]),
            Instrument = instrument,
            Phases = [.. saved["phases"].Items.Select(phase => Phase(phase, candidates))],
            Hypotheses = [.. saved["hypotheses"].Items.Select(Hypothesis)],
            UnexplainedPeaks = [.. saved["unexplained_peaks"].Items.Select(Peak)],
            Amorphous = saved["amorphous"] is { IsNull: false } amorphous ? Amorphous(amorphous) : null,
            Hump = saved["hump"] is { IsNull: false } hump ? Hump(hump) : null,
            Remarks = Texts(saved["remarks"]),
            Radiation = Radiated(saved["radiation"]),
            Candidates = candidates,
            State = State(saved["fitted"], instrument, candidates.Length),
            Drawn = saved.Find("curves") is { } curves ? Curves(curves, Pattern(saved["measurement"], pattern)) : null,
        };
    }

    private static FoundPhase Phase(SavedValue saved, string[] candidates)
    {
        (PhaseShape shape, (int, int, int)? plane) = Shape(saved["shape"]);
        int candidate = Candidate(saved["candidate"], candidates.Length);
        return new()
        {
            Name = saved["name"].Text == candidates[candidate]
                ? candidates[candidate]
                : throw saved["name"].Wrong("the name of the candidate"),
            Candidate = candidate,
            Probability = ShareOrNone(saved["probability"]) ?? double.NaN,
            StandardError = saved["standard_error"] is { IsNull: false } error ? NotNegative(error) : double.NaN,
            Selection = ShareOrNone(saved["selection"]),
            WeightFraction = Share(saved["weight_fraction"]),
            Interval68 = Ends(saved["interval_68"]),
            Interval95 = Ends(saved["interval_95"]),
            Support = FiniteOrNone(saved["support"]),
            Doubt = FiniteOrNone(saved["doubt"]),
            Group = Texts(saved["group"]),
            GroupProbability = ShareOrNone(saved["group_probability"]) ?? double.NaN,
            Shape = shape,
            TexturePlane = plane,
        };
    }

    private static (PhaseShape Shape, (int H, int K, int L)? Plane) Shape(SavedValue saved)
    {
        PhaseShape shape = new()
        {
            Strain = saved["strain"].Number,
            SizeBroadening = saved["size_broadening"].Number,
            Texture = saved["texture"].Number,
        };
        Require(saved, shape.RequireValid);
        return (shape, saved["texture_plane"] is { IsNull: false } plane ? Plane(plane) : null);
    }

    private static (int H, int K, int L) Plane(SavedValue saved)
    {
        double[] indices = saved.Numbers;
        const int Most = 20;
        return indices.Length == 3 && indices.All(index => Math.Abs(index) <= Most && index == Math.Floor(index))
            && indices.Any(index => index != 0)
            ? ((int)indices[0], (int)indices[1], (int)indices[2])
            : throw saved.Wrong("three indices of a plane");
    }

    private static PhaseHypothesis Hypothesis(SavedValue saved) =>
        new(Texts(saved["phases"]), Share(saved["probability"]), Finite(saved["log_odds"]));

    private static UnexplainedPeak Peak(SavedValue saved) => new(
        Finite(saved["two_theta"]), Finite(saved["d"]), Finite(saved["share"]), Finite(saved["significance"]));

    private static AmorphousContent Amorphous(SavedValue saved) => new(
        Share(saved["weight_fraction"]), Ends(saved["interval_68"]), Ends(saved["interval_95"]),
        saved["standard_is_low"].IsTrue);

    private static BroadHump Hump(SavedValue saved) => new(
        Finite(saved["two_theta"]), Finite(saved["width"]), Share(saved["share_of_intensity"]), Finite(saved["significance"]));

    private static InstrumentProfile Instrument(SavedValue saved)
    {
        InstrumentProfile instrument = new(saved["width"].Number)
        {
            Zero = saved["zero"].Number,
            Displacement = saved["displacement"].Number,
            WidthSlope = saved["width_slope"].Number,
            Mixing = saved["mixing"].Number,
            Overflow = saved["overflow"].Number,
        };
        Require(saved, instrument.RequireValid);
        return instrument;
    }

    private static Radiation Radiated(SavedValue saved)
    {
        EmissionLine[] lines = [.. saved["lines"].Items.Select(line =>
            new EmissionLine(line["wavelength"].Number, line["share"].Number))];
        return Made(saved, () => Radiation.Of(saved["name"].Text, lines));
    }

    private static FitState State(SavedValue saved, InstrumentProfile instrument, int candidates)
    {
        PhaseTerm[] phases = [.. saved["phases"].Items.Select(phase => Term(phase, candidates))];
        return phases.DistinctBy(phase => phase.Candidate).Count() == phases.Length
            ? new(instrument, [.. phases], [.. saved["background"].Items.Select(Finite)])
            : throw saved["phases"].Wrong("each candidate once");
    }

    private static PhaseTerm Term(SavedValue saved, int candidates)
    {
        (PhaseShape shape, (int, int, int)? plane) = Shape(saved["shape"]);
        return new(Candidate(saved["candidate"], candidates), NotNegative(saved["height"]), shape, plane)
        {
            ExcessB = Finite(saved["excess_b"]),
        };
    }

    private static Measurement Pattern(SavedValue saved, string name)
    {
        double[] x = saved["x"].Numbers, y = saved["y"].Numbers;
        double[]? sigma = saved["sigma"] is { IsNull: false } told ? told.Numbers : null;
        return Made(saved, () => new Measurement(x, y, sigma)) with
        {
            Name = name,
            XName = saved["x_name"].Text,
            YName = saved["y_name"].Text,
            XUnit = saved["x_unit"].TextOrNull,
            YUnit = saved["y_unit"].TextOrNull,
            Remarks = Texts(saved["remarks"]),
        };
    }

    private static FittedCurves Curves(SavedValue saved, Measurement pattern)
    {
        double[] angles = [.. saved["two_theta"].Items.Select(Finite)];
        double[] OfPoints(SavedValue curve) => curve.Items.Length == angles.Length
            ? [.. curve.Items.Select(Finite)]
            : throw curve.Wrong($"one number for each of {angles.Length} angles");
        return new(
            pattern,
            angles,
            OfPoints(saved["data"]),
            OfPoints(saved["fit"]),
            OfPoints(saved["sigma"]),
            OfPoints(saved["background"]),
            [.. saved["phases"].Items.Select(curve => new PhaseCurve(
                curve["name"].Text, OfPoints(curve["values"]), [.. curve["ticks"].Items.Select(Finite)]))]);
    }

    private static PhaseVerdictKind Kind(SavedValue saved) =>
        Enum.GetValues<PhaseVerdictKind>().Cast<PhaseVerdictKind?>().FirstOrDefault(kind => $"{kind}" == saved.Text)
            ?? throw saved.Wrong("the kind of a verdict");

    private static string[] Texts(SavedValue saved) => [.. saved.Items.Select(item => item.Text)];

    private static int Candidate(SavedValue saved, int count) =>
        saved.Count is var candidate && candidate < count ? candidate : throw saved.Wrong($"one of {count} candidates");

    private static Interval Ends(SavedValue saved) =>
        saved.Items is [var minimum, var maximum] && Finite(minimum) <= Finite(maximum)
            ? new(minimum.Number, maximum.Number)
            : throw saved.Wrong("the two ends of an interval");

    private static double Finite(SavedValue saved) =>
        double.IsFinite(saved.Number) ? saved.Number : throw saved.Wrong("a number");

    private static double? FiniteOrNone(SavedValue saved) => saved.IsNull ? null : Finite(saved);

    private static double NotNegative(SavedValue saved) =>
        Finite(saved) >= 0 ? saved.Number : throw saved.Wrong("a number that is not negative");

    private static double Share(SavedValue saved) => saved.Number is >= 0 and <= 1 and var share
        ? share
        : throw saved.Wrong("a number from 0 to 1");

    private static double? ShareOrNone(SavedValue saved) => saved.IsNull ? null : Share(saved);

    private static void Require(SavedValue saved, Action require) => Made(saved, () =>
    {
        require();
        return true;
    });

    /// <summary>What values make, or where those stand that do not fit together.</summary>
    private static T Made<T>(SavedValue saved, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException(
                $"{saved.File}, {saved.Place}: {error.Message.Split(" (Parameter '")[0]} Was the file changed by hand?", error);
        }
    }
}
