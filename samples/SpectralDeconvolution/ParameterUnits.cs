using BayesMeasure.Measurements;
using BayesMeasure.Priors;

namespace SpectralDeconvolution;

/// <summary>The units of the parameters, as they follow from those of the axes.</summary>
internal static class ParameterUnits
{
    /// <summary>The same prior with the units of a measurement.</summary>
    public static Prior WithUnitsOf(this Prior prior, Measurement data) =>
        prior.Entries.Aggregate(prior, (result, entry) => Of(entry.Name, data) is { } unit ? result.WithUnit(entry.Name, unit) : result);

    private static string? Of(string parameter, Measurement data) => parameter switch
    {
        "amplitude" or "offset" or "noise" => data.YUnit,
        "center" or "width" or "reference" => data.XUnit,
        "precision" => data.XUnit is null ? null : $"1/{data.XUnit}²",
        "slope" => data.XUnit is null ? null : $"{data.YUnit ?? "1"}/{data.XUnit}",
        _ => null,
    };
}
