using BayesMeasure.Measurements;
using BayesMeasure.Samples;

namespace SpectralDeconvolution;

/// <summary>The units of the parameters, as they follow from those of the axes.</summary>
internal static class PeakUnits
{
    /// <summary>The unit of a parameter; null for none.</summary>
    public static Func<string, string?> For(Measurement data) => parameter => GivenPriors.WithoutLabel(parameter) switch
    {
        "amplitude" or "offset" or "level" or "step" or "bend" or "noise" or "jitter" => data.YUnit,
        var name when name.StartsWith("coefficient", StringComparison.Ordinal) => data.YUnit,
        "center" or "width" or "gaussianWidth" or "lorentzianWidth" or "reference" or "splitting" or "tail"
            or "correlation length" => data.XUnit,
        "area" => data.XUnit is null || data.YUnit is null ? null : $"{data.YUnit} {data.XUnit}",
        "precision" => Over("1", data.XUnit, "²"),
        "rate" or "loss" => Over("1", data.XUnit),
        "slope" => Over(data.YUnit ?? "1", data.XUnit),
        _ => null,
    };

    /// <summary>A unit over another one, in parentheses where that is a quotient itself: "1/(1/cm)²".</summary>
    private static string? Over(string upper, string? lower, string power = "") => lower switch
    {
        null => null,
        var quotient when quotient.Contains('/', StringComparison.Ordinal) => $"{upper}/({quotient}){power}",
        _ => $"{upper}/{lower}{power}",
    };
}
