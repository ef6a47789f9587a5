using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Edges;
using BayesMeasure.Models.Moessbauer;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Models.Relaxation;
using BayesMeasure.Models.Scattering;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>Every component that is shipped, with a typical point of its parameters and the range of its abscissa.</summary>
/// <param name="Model">The component as a model.</param>
/// <param name="Values">One value a parameter.</param>
/// <param name="Low">Where x begins.</param>
/// <param name="High">Where x ends.</param>
internal sealed record ShippedComponent(ForwardModel Model, double[] Values, double Low, double High)
{
    /// <summary>All of them, by the name of their type.</summary>
    public static IReadOnlyDictionary<string, ShippedComponent> All { get; } = new ShippedComponent[]
    {
        Of<GaussianPeak>(-3, 3, 1.4, 0.8, 0.3),
        Of<GaussianPrecisionPeak>(-3, 3, 1.4, 2.1, 0.3),
        Of<LorentzianPeak>(-3, 3, 1.4, 0.8, 0.3),
        Of<PseudoVoigtPeak>(-3, 3, 1.4, 0.8, 0.4, 0.3),
        Of<VoigtPeak>(-3, 3, 1.4, 0.8, 0.5, 0.3),
        Of<PearsonPeak>(-3, 3, 1.4, 0.8, 1.7, 0.3),
        Of<DoniachSunjicPeak>(-3, 3, 1.4, 0.8, 0.2, 0.3),
        Of<SigmoidalPeak>(-3, 3, 1.4, 0.8, 0.4, 0.5, 0.3),
        Of<ExponentiallyModifiedGaussianPeak>(-3, 3, 1.4, 0.8, 0.6, 0.3),
        Of<SplitPeak<GaussianPeak>>(-3, 3, 0.2, 1.4, 0.8, 0.3),
        Of<Doublet<LorentzianPeak>>(-3, 3, 1.1, 0.5, 1.2, 1.4, 0.8, 0.3),
        Of<WithShirleyStep<PseudoVoigtPeak>>(-3, 3, 0.1, 1.4, 0.8, 0.4, 0.3),
        Of<ConstantBackground>(-3, 3, 0.7),
        Of<LinearBackground>(-3, 3, 0.7, -0.3, 0.4),
        Of<ExponentialBackground>(-3, 3, 0.7, 0.6, 0.4),
        Of<ArctanEdge>(-3, 3, 1.4, 0.8, 0.3),
        Of<ErfEdge>(-3, 3, 1.4, 0.8, 0.3),
        Of<StretchedDecay>(0.1, 5, 1.4, 0.9, 0.7),
        Of<StretchedRecovery>(0.1, 5, 1.4, 1.8, 0.9, 0.7),
        Of<QuadrupolarRecovery<SpinThreeHalvesCentralLine>>(0.1, 5, 1.4, 1.8, 0.9, 0.7),
        Of<MoessbauerSinglet>(-9, 9, 4, 0.3, 0.4, 0.2),
        Of<MoessbauerDoublet>(-9, 9, 4, 0.3, 0.4, 0.2, 1.1, 0.1),
        Of<MoessbauerSextet>(-9, 9, 4, 0.3, 0.4, 0.2, 33, 0.1, 2),
        Of<SphereScattering>(0.05, 2, 1.4, 2.2),
        Of<CoreShellScattering>(0.05, 2, 1.4, 2.2, 0.8, 0.6, 0.3),
        Of<LogNormalSphereScattering>(0.05, 2, 1.4, 2.2, 0.2),
        Of<SchulzSphereScattering>(0.05, 2, 1.4, 2.2, 0.2),
    }.ToDictionary(component => NameOf(component.Model.Terms[0].ModelType));

    /// <summary>The types that implement the interface of a component.</summary>
    public static IEnumerable<string> Names =>
        from type in typeof(IComponent).Assembly.GetTypes()
        where type.IsValueType && typeof(IComponent).IsAssignableFrom(type)
        select NameOf(type);

    private static ShippedComponent Of<TComponent>(double low, double high, params double[] values)
        where TComponent : struct, IComponent => new(ForwardModel.Of<TComponent>(), values, low, high);

    private static string NameOf(Type type) => type.Name.Split('`')[0];
}
