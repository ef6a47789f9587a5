using System.Globalization;
using BayesMeasure.Formats;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Edges;

namespace BayesMeasure.CommandLine.Peaks;

/// <summary>One summand of a background: its shape, and what is to be known of it beforehand.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Detail">
/// The degree of a polynomial, the axis of Tougaard's losses, the file of a measured curve; else empty.
/// </param>
public sealed record BackgroundTerm(BackgroundShape Shape, string Detail = "")
{
    private const int HighestDegree = 20;

    /// <summary>The texts that <see cref="Parse"/> reads.</summary>
    public static string Known { get; } = string.Join(", ", Enum.GetValues<BackgroundShape>().Select(shape => shape switch
    {
        BackgroundShape.Polynomial => "polynomial:N",
        BackgroundShape.Tougaard => "tougaard, tougaard:kinetic",
        BackgroundShape.Measured => "measured:FILE",
        _ => CommandValues.NameOf(shape),
    }));

    /// <summary>The text that was parsed.</summary>
    public string Name => CommandValues.NameOf(Shape) + (Detail.Length > 0 ? $":{Detail}" : "");

    /// <summary>The parameter that is its level, where it has one; of a sum only the first level is unknown.</summary>
    public string? Level => Shape switch
    {
        BackgroundShape.Constant or BackgroundShape.Linear or BackgroundShape.Shirley or BackgroundShape.Tougaard => "offset",
        BackgroundShape.Polynomial => "coefficient0",
        _ => null,
    };

    /// <summary>Whether it is a curve that a smooth background follows, so that nothing tells the two apart.</summary>
    public bool IsSmooth => Shape is BackgroundShape.Constant or BackgroundShape.Linear or BackgroundShape.Polynomial
        or BackgroundShape.Exponential;

    /// <summary>The degree of a polynomial.</summary>
    public int Degree => int.Parse(Detail, CultureInfo.InvariantCulture);

    /// <summary>Reads one summand; null where the text is none.</summary>
    /// <param name="text">Such as "linear" or "polynomial:3".</param>
    public static BackgroundTerm? Parse(string text)
    {
        string[] parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        BackgroundShape[] named =
        [
            .. Enum.GetValues<BackgroundShape>()
                .Where(shape => CommandValues.NameOf(shape).Equals(parts[0], StringComparison.OrdinalIgnoreCase)),
        ];
        return named is [var shape] ? Detailed(shape, parts.ElementAtOrDefault(1)) : null;
    }

    /// <summary>The model.</summary>
    /// <param name="data">The measured spectrum.</param>
    /// <exception cref="UserErrorException">There is no such background of these data.</exception>
    /// <exception cref="FileNotFoundException">There is no file with the measured curve.</exception>
    /// <exception cref="MeasurementFormatException">The file of the measured curve holds something else.</exception>
    public ForwardModel ModelFor(Measurement data)
    {
        try
        {
            return Create(data);
        }
        catch (ArgumentException error)
        {
            throw new UserErrorException($"--background {Name}: {UserErrorException.Sentence(error)}", error);
        }
    }

    private static BackgroundTerm? Detailed(BackgroundShape shape, string? detail) => (shape, detail) switch
    {
        (BackgroundShape.Polynomial, not null) =>
            int.TryParse(detail, NumberStyles.None, CultureInfo.InvariantCulture, out int degree) && degree <= HighestDegree
                ? new(shape, $"{degree}")
                : null,
        (BackgroundShape.Tougaard, "kinetic" or "binding") => new(shape, detail),
        (BackgroundShape.Measured, { Length: > 0 }) => new(shape, detail),
        (BackgroundShape.Polynomial or BackgroundShape.Measured, _) => null,
        _ => detail is null ? new(shape) : null,
    };

    private ForwardModel Create(Measurement data) => Shape switch
    {
        BackgroundShape.Constant => ForwardModel.Of<ConstantBackground>(),
        BackgroundShape.Linear => ForwardModel.Of<LinearBackground>(),
        BackgroundShape.Polynomial =>
            ForwardModel.Curve(new PolynomialBackground(Degree, data.XRange.Minimum, data.XRange.Maximum)),
        BackgroundShape.Smooth => ForwardModel.Curve(new SmoothBackground(data.X, data.Y)),
        BackgroundShape.Exponential => ForwardModel.Of<ExponentialBackground>(),
        BackgroundShape.Shirley => ForwardModel.Curve(new ShirleyBackground(data.X, data.Y)),
        BackgroundShape.Tougaard => ForwardModel.Curve(new TougaardBackground(
            data.X, data.Y, LossCrossSection.Universal, Detail == "kinetic" ? EnergyAxis.Kinetic : EnergyAxis.Binding)),
        BackgroundShape.Arctan => ForwardModel.Of<ArctanEdge>(),
        BackgroundShape.Erf => ForwardModel.Of<ErfEdge>(),
        BackgroundShape.Measured => Read(),
        _ => ForwardModel.Zero,
    };

    private ForwardModel Read()
    {
        Measurement measured = MeasurementFile.Read(Detail, new() { WithoutSigma = true }).Measurement;
        return ForwardModel.Curve(new MeasuredBackground(measured.X, measured.Y));
    }
}
