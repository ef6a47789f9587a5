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
    private static readonly Prior Plain = new() { ["stretching"] = Prior.Fixed(1) };

    private static readonly Distribution Spread = Prior.Uniform(0.01, 0.6);

    /// <summary>The terms.</summary>
    public static IReadOnlyList<TermKind> All { get; } =
    [
        .. Enum.GetValues<PeakShape>().Select(Peak),
        new("decay", ForwardModel.Of<StretchedDecay>, scales => Unstretched(scales, RelaxationForm.Decay)),
        new("stretched-decay", ForwardModel.Of<StretchedDecay>, scales => scales.Decays.Component(RelaxationForm.Decay)),
        new("recovery", ForwardModel.Of<StretchedRecovery>, scales => Unstretched(scales, RelaxationForm.Saturation)),
        new("stretched-recovery", ForwardModel.Of<StretchedRecovery>, scales => scales.Decays.Component(RelaxationForm.Saturation)),
        new("inversion", ForwardModel.Of<StretchedRecovery>, scales => Unstretched(scales, RelaxationForm.Inversion)),
        new("sphere", ForwardModel.Of<SphereScattering>, Sphere),
        new("schulz-sphere", ForwardModel.Of<SchulzSphereScattering>, scales => Sphere(scales) + new Prior { ["polydispersity"] = Spread }),
        new("log-normal-sphere", ForwardModel.Of<LogNormalSphereScattering>, scales => Sphere(scales) + new Prior { ["spread"] = Spread }),
        new("core-shell", ForwardModel.Of<CoreShellScattering>, scales => new() { ["radius"] = scales.Radius, ["thickness"] = scales.Radius }),
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

    private static Prior Sphere(TermScales scales) => new() { ["intensity"] = scales.Intensity, ["radius"] = scales.Radius };

    private static Prior Unstretched(TermScales scales, RelaxationForm form) =>
        new GivenPriors(Plain.Entries.ToDictionary(entry => entry.Name, entry => entry.Rule)).Replace(scales.Decays.Component(form));
}
