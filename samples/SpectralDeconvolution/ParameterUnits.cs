using BayesMeasure.Measurements;
using BayesMeasure.Priors;

namespace SpectralDeconvolution;

/// <summary>The units of the parameters, as they follow from those of the axes.</summary>
internal static class ParameterUnits
{
    /// <summary>The same prior with the units of a measurement.</summary>
    public static Prior WithUnitsOf(this Prior prior, Measurement data) => prior.Entries
        .Select(entry => entry.Name)
        .Where(name => Of(name, data) is not null)
        .Aggregate(prior, (result, name) => result.WithUnit(name, Of(name, data)!));

    private static string? Of(string parameter, Measurement data) => parameter switch
    {
        "amplitude" or "offset" or "noise" => data.YUnit,
        "center" or "width" or "reference" => data.XUnit,
        "precision" => data.XUnit is null ? null : $"1/{data.XUnit}²",
        "slope" => data.XUnit is null ? null : $"{data.YUnit ?? "1"}/{data.XUnit}",
        _ => null,
    };
}
