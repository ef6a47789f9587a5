using BayesMeasure.Measurements;

namespace SpectralDeconvolution;

/// <summary>The units of the parameters, as they follow from those of the axes.</summary>
internal static class PeakUnits
{
    /// <summary>The unit of a parameter; null for none.</summary>
    public static Func<string, string?> For(Measurement data) => parameter => parameter switch
    {
        "amplitude" or "offset" or "level" or "step" or "noise" => data.YUnit,
        "center" or "width" or "gaussianWidth" or "lorentzianWidth" or "reference" => data.XUnit,
        "precision" => data.XUnit is null ? null : $"1/{data.XUnit}²",
        "rate" => data.XUnit is null ? null : $"1/{data.XUnit}",
        "slope" => data.XUnit is null ? null : $"{data.YUnit ?? "1"}/{data.XUnit}",
        _ => null,
    };
}
