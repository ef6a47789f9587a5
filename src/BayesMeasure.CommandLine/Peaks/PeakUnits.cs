using BayesMeasure.Measurements;

namespace BayesMeasure.CommandLine.Peaks;

/// <summary>The units of the parameters, as they follow from those of the axes.</summary>
public static class PeakUnits
{
    /// <summary>The unit of a parameter; null for none.</summary>
    public static Func<string, string?> For(Measurement data) => parameter => GivenPriors.WithoutLabel(parameter) switch
    {
        "amplitude" or "offset" or "level" or "step" or "bend" or "noise" or "jitter" => data.YUnit,
        var name when name.StartsWith("coefficient", StringComparison.Ordinal) => data.YUnit,
        "center" or "width" or "gaussianWidth" or "lorentzianWidth" or "reference" or "splitting" or "tail"
            or "correlation length" => data.XUnit,
        "area" => data.XUnit is null || data.YUnit is null ? null : $"{data.YUnit} {data.XUnit}",
        "precision" => PriorUnits.Over("1", data.XUnit, "²"),
        "rate" or "loss" => PriorUnits.Over("1", data.XUnit),
        "slope" => PriorUnits.Over(data.YUnit ?? "1", data.XUnit),
        _ => null,
    };
}
