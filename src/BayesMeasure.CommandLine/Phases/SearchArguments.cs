using System.CommandLine;
using System.Globalization;
using BayesMeasure.Diffraction.Search;

namespace BayesMeasure.CommandLine.Phases;

/// <summary>The options that say what is known of the sample.</summary>
internal sealed class SearchArguments
{
    private readonly Option<string[]> method = new("--method")
    {
        HelpName = string.Join("|", CommandValues.NamesOf<SearchMethod>()) + "...",
        Description = "What answers; several are told side by side. Exchange takes minutes. [default: gibbs]",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> standard = new("--internal-standard")
    {
        HelpName = "PHASE=PERCENT",
        Description = "A candidate that was weighed in, and its percent by weight of the whole: tells what is amorphous.",
    };

    private readonly Option<string[]> grains = new("--grain-size")
    {
        HelpName = "[PHASE=]MICROMETRE...",
        Description = "The diameter of grains, of all phases or of one: "
            + "corrects weights for microabsorption by Brindley's method.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> hump = new("--hump")
    {
        Description = "Fit a broad hump of what is amorphous beside the background.",
    };

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> Options => [method, standard, grains, hump];

    /// <summary>The methods that are asked, each once.</summary>
    public IReadOnlyList<SearchMethod> Methods(ParseResult arguments)
    {
        SearchMethod[] asked = [.. (arguments.GetValue(method) ?? []).Select(text => CommandValues.Find<SearchMethod>(text)
            ?? throw new UserErrorException(
                $"--method {text}: choose one of {string.Join(", ", CommandValues.NamesOf<SearchMethod>())}.")).Distinct()];
        return asked.Length == 0 ? [SearchMethod.Gibbs] : asked;
    }

    /// <summary>The settings that the arguments say.</summary>
    public PhaseSearchOptions Read(ParseResult arguments)
    {
        const double Percent = 100;
        double? all = null;
        Dictionary<string, double> each = [];
        foreach (string text in arguments.GetValue(grains) ?? [])
        {
            (string? phase, double micrometres) = Parsed(
                text, $"--grain-size {text}: give micrometres, such as 2 for all phases or NiO=5 for one.");
            if (phase == null ? all != null : !each.TryAdd(phase, micrometres))
            {
                throw new UserErrorException($"--grain-size {text}: the size was given already. Give one a phase.");
            }

            all = phase == null ? micrometres : all;
        }

        return new()
        {
            Method = Methods(arguments) is [SearchMethod.Variational] ? PhaseMethod.Variational : PhaseMethod.Gibbs,
            HasHump = arguments.GetValue(hump),
            GrainDiameter = all,
            GrainDiameters = each,
            InternalStandard = arguments.GetValue(standard) is { } told ? Standard(told) : null,
        };

        static (string, double) Standard(string text)
        {
            string advice = $"--internal-standard {text}: write PHASE=PERCENT, such as Al2O3=20, above 0 and below 100.";
            (string? phase, double percent) = Parsed(text, advice);
            return phase != null && percent < Percent ? (phase, percent / Percent) : throw new UserErrorException(advice);
        }
    }

    /// <summary>A number above 0, with the name of a phase before it or without.</summary>
    private static (string? Phase, double Value) Parsed(string text, string advice)
    {
        int sign = text.LastIndexOf('=');
        string? phase = sign > 0 ? text[..sign].Trim() : null;
        return sign != 0
            && double.TryParse(text.AsSpan(sign + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value > 0 && double.IsFinite(value)
            ? (phase, value)
            : throw new UserErrorException(advice);
    }
}
