using BayesMeasure.CommandLine;
using BayesMeasure.CommandLine.Decays;
using BayesMeasure.CommandLine.Peaks;
using BayesMeasure.Models;
using BayesMeasure.Models.Moessbauer;
using BayesMeasure.Models.Relaxation;
using BayesMeasure.Models.Scattering;
using BayesMeasure.Priors;

namespace BayesMeasure.Tool.Fitting;

/// <summary>All terms by name; what lies beneath them is a <see cref="BackgroundTerm"/>.</summary>
internal static class TermCatalogue
{
    /// <summary>What makes a stretched exponential a plain one.</summary>
    private static readonly GivenPriors Exponential =
        new(new Dictionary<string, ParameterRule> { ["stretching"] = Prior.Fixed(1) });

    private static readonly Distribution Spread = Prior.Uniform(0.01, 0.6);

    /// <summary>The terms.</summary>
    public static IReadOnlyList<TermKind> All { get; } =
    [
        .. Enum.GetValues<PeakShape>().Select(Peak),
        new("decay", ForwardModel.Of<StretchedDecay>, scales => Plain(scales, RelaxationForm.Decay)),
        new("stretched-decay", ForwardModel.Of<StretchedDecay>, scales => Stretched(scales, RelaxationForm.Decay)),
        new("recovery", ForwardModel.Of<StretchedRecovery>, scales => Plain(scales, RelaxationForm.Saturation)),
        new("stretched-recovery", ForwardModel.Of<StretchedRecovery>, scales => Stretched(scales, RelaxationForm.Saturation)),
        new("inversion", ForwardModel.Of<StretchedRecovery>, scales => Plain(scales, RelaxationForm.Inversion)),
        new("sphere", ForwardModel.Of<SphereScattering>, scales => Sphere(scales)),
        new("schulz-sphere", ForwardModel.Of<SchulzSphereScattering>, scales => Sphere(scales, "polydispersity")),
        new("log-normal-sphere", ForwardModel.Of<LogNormalSphereScattering>, scales => Sphere(scales, "spread")),
        new("core-shell", ForwardModel.Of<CoreShellScattering>, CoreShell),
        new("moessbauer-singlet", ForwardModel.Of<MoessbauerSinglet>, _ => new()),
        new("moessbauer-doublet", ForwardModel.Of<MoessbauerDoublet>, _ => new()),
        new("moessbauer-sextet", ForwardModel.Of<MoessbauerSextet>, _ => new()),
    ];

    /// <summary>The names of the terms.</summary>
    public static string Names => string.Join(", ", All.Select(term => term.Name));

    /// <summary>The term of a name, in the singular or the plural; null where there is none.</summary>
    public static TermKind? Find(string name) => All.FirstOrDefault(term =>
        name.Equals(term.Name, StringComparison.OrdinalIgnoreCase)
        || name.Equals($"{term.Name}s", StringComparison.OrdinalIgnoreCase));

    private static TermKind Peak(PeakShape shape)
    {
        PeakKind kind = new(shape);
        return new(kind.Name, () => kind.Model, scales => scales.Peaks.Peak(kind));
    }

    /// <summary>Spheres, of several sizes where a parameter says how many.</summary>
    private static Prior Sphere(TermScales scales, params string[] spreads) => spreads.Aggregate(
        new Prior { ["intensity"] = scales.Intensity, ["radius"] = scales.Radius },
        (prior, spread) => prior + new Prior { [spread] = Spread });

    private static Prior CoreShell(TermScales scales) => new() { ["radius"] = scales.Radius, ["thickness"] = scales.Radius };

    private static Prior Stretched(TermScales scales, RelaxationForm form) => scales.Decays.Component(form);

    private static Prior Plain(TermScales scales, RelaxationForm form) => Exponential.Replace(Stretched(scales, form));
}
