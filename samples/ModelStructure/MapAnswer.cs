using System.Diagnostics;

namespace ModelStructure;

/// <summary>
/// What a network says of every pixel of a map: the number of peaks, draws of the parameters, and what it refuses.
/// </summary>
public sealed class MapAnswer
{
    private const double Decided = 0.95;
    private const int Chunk = 256;

    /// <summary>Residuals as large as these, in units of their error, come by chance once in 10,000 spectra.</summary>
    private const double LargestExcess = 3.7;

    private MapAnswer(IReadOnlyList<PixelAnswer> pixels, TimeSpan elapsed)
    {
        Pixels = pixels;
        Elapsed = elapsed;
    }

    /// <summary>The pixels, row by row.</summary>
    public IReadOnlyList<PixelAnswer> Pixels { get; }

    /// <summary>The time that probabilities and draws took.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>The share of pixels that are refused.</summary>
    public double Refused => Pixels.Average(pixel => pixel.IsRefused ? 1.0 : 0);

    /// <summary>Asks a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="map">The map.</param>
    /// <param name="lambda">The parsimony.</param>
    /// <param name="options">How many draws, and the seed.</param>
    public static MapAnswer Of(StructureNetwork network, PeakMap map, double lambda, AnswerOptions options)
    {
        var clock = new Stopwatch();
        var pixels = new List<PixelAnswer>();
        foreach (MapPixel[] chunk in map.Pixels.Chunk(Chunk))
        {
            clock.Start();
            IReadOnlyList<StructureAnswer> answers = network.Given([.. chunk.Select(pixel => pixel.Spectrum)], lambda, options);
            IReadOnlyList<ParameterDraws> draws = network.ParametersOf(answers, options);
            clock.Stop();
            pixels.AddRange(answers.Zip(draws, (answer, own) => PixelOf(answer, own)));
        }

        return new(pixels, clock.Elapsed);
    }

    private static PixelAnswer PixelOf(StructureAnswer answer, ParameterDraws draws)
    {
        IReadOnlyList<double> counts = answer.Structures[PeakCurves.Peak];
        int best = counts.Index().MaxBy(count => count.Item).Index;
        double excess = Excess(answer.Curve, draws);
        return new(answer, draws, best, counts[best] > Decided, excess > LargestExcess);
    }

    /// <summary>
    /// How much of the variance of residuals the noise leaves unexplained, in units of its standard error, in the best tenth of
    /// the draws: what no draw describes is not of the family.
    /// </summary>
    private static double Excess(Measurement spectrum, ParameterDraws draws)
    {
        IReadOnlyList<double[]> curves = draws.Predict(spectrum.X);
        bool hasLevel = draws.Names.Contains(GaussianNoise.LevelName);
        IReadOnlyList<double>? levels = hasLevel ? draws[GaussianNoise.LevelName] : null;
        IEnumerable<double> excesses = curves.Select((curve, draw) =>
        {
            double[] scores = [.. curve.Zip(spectrum.Y, (f, y) => Score(y, f, levels?[draw]))];
            return Excess(scores);
        });
        return excesses.Order().ElementAt(curves.Count / 10);
    }

    private static double Score(double y, double f, double? level) => level is { } deviation
        ? (y - f) / deviation
        : (y - PeakCurves.Exposure * f) / Math.Sqrt(Math.Max(1, PeakCurves.Exposure * f));

    /// <summary>
    /// The mean square of residuals, of which 1 is expected with the variance 2/n; bursts stand out in the fourth power, of which
    /// 3 is expected with the variance 96/n.
    /// </summary>
    private static double Excess(double[] scores) => Math.Max(
        (scores.Average(score => score * score) - 1) / Math.Sqrt(2.0 / scores.Length),
        (scores.Average(score => Math.Pow(score, 4)) - 3) / Math.Sqrt(96.0 / scores.Length));
}

/// <summary>What a network says of a pixel.</summary>
/// <param name="Answer">The structures.</param>
/// <param name="Draws">The parameters.</param>
/// <param name="Peaks">The most probable number of peaks.</param>
/// <param name="IsDecided">Whether its probability is above 0.95.</param>
/// <param name="IsRefused">Whether no draw describes the spectrum.</param>
public sealed record PixelAnswer(StructureAnswer Answer, ParameterDraws Draws, int Peaks, bool IsDecided, bool IsRefused);
