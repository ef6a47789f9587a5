using System.Collections.Concurrent;
using System.Reflection;
using BayesMeasure.Explorers;
using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Gpu.Priors;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Gpu.Refusals;

/// <summary>Tells what of a posterior and of the settings of its run a GPU cannot run. The code of a type is read once.</summary>
internal sealed class PosteriorCheck
    : IModelVisitor<IEnumerable<string>>, INoiseVisitor<IEnumerable<string>>, ILikelihoodVisitor<IEnumerable<string>?>
{
    private readonly ConcurrentDictionary<MethodInfo, string[]> known = new();

    /// <summary>Why a GPU cannot run a posterior with these settings: each reason a text of its own, none when it can.</summary>
    public IReadOnlyList<string> RefusalsOf(Posterior posterior, ReplicaExchangeOptions options) =>
    [
        .. posterior.Model.Terms.SelectMany(term => term.Accept(this)).Distinct(),
        .. posterior.Noise.Accept(this),
        .. posterior.Noise.Bind(posterior.Measurement).Accept(this) ?? [RefusalOfMethod(posterior.Noise)],
        .. posterior.Prior.Entries.SelectMany(RefusalsOf),
        .. RefusalsOf(options.Explorer, posterior).Distinct(),
    ];

    public IEnumerable<string> VisitComponent<TComponent>()
        where TComponent : struct, IComponent
    {
        Func<DeviceDouble, StandInParameters, DeviceDouble> evaluate = TComponent.Evaluate<DeviceDouble, StandInParameters>;
        return RefusalsOf(evaluate.Method, typeof(TComponent), "component");
    }

    public IEnumerable<string> VisitCurveModel(ICurveModel model) =>
    [
        Refused(model is FunctionModel ? $"the {model}" : model.GetType().Name, "a curve model runs on the CPU only")
        + $" Write it as a struct that implements {nameof(IComponent)}.",
    ];

    public IEnumerable<string> Visit<TMisfit>()
        where TMisfit : struct, IMisfit
    {
        Func<DeviceDouble, DeviceDouble, DeviceDouble, StandInParameters, DeviceDouble> evaluate = TMisfit.Evaluate;
        return RefusalsOf(evaluate.Method, typeof(TMisfit), "misfit");
    }

    public IEnumerable<string>? Visit<TLikelihood>(ReadOnlySpan<double> constants)
        where TLikelihood : struct, ILikelihoodOfMisfit
    {
        Func<DeviceDouble, StandInParameters, StandInParameters, DeviceDouble> evaluate = TLikelihood.Evaluate;
        return RefusalsOf(evaluate.Method, typeof(TLikelihood), "likelihood");
    }

    public IEnumerable<string>? VisitUnknown() => null;

    private static string Refused(string what, string why) => $"BayesMeasure cannot run {what} on a GPU: {why}.";

    private string[] RefusalsOf(MethodInfo method, Type type, string role) => known.GetOrAdd(method, evaluate =>
    {
        IReadOnlyList<string> reasons = DeviceCodeCheck.RefusalsOf(evaluate);
        return reasons.Count == 0
            ? []
            : [$"{Refused(MemberName.Of(type), string.Join("; ", reasons))} A {role} that runs there computes with T alone."];
    });

    private static string RefusalOfMethod(NoiseModel noise) =>
        Refused(MemberName.Of(noise.GetType()), "a log likelihood that is a method of its binding runs on the CPU only")
        + $" Write it as a struct that implements {nameof(ILikelihoodOfMisfit)},"
        + " and derive the binding from NoiseBinding<TLikelihood>.";

    private static IEnumerable<string> RefusalsOf(PriorEntry entry) => entry.Rule switch
    {
        Link =>
        [
            Refused($"the link of \"{entry.Name}\"", "a function that parameters are linked by runs on the CPU only")
            + $" Compute it in the component, or use {nameof(Distributions.TiedTo)}.",
        ],
        Distribution distribution when new DevicePriorTable().Describe(distribution) is null =>
        [
            Refused(
                $"the prior of \"{entry.Name}\"", $"{MemberName.Of(distribution.GetType())} is no distribution of the library"),
        ],
        _ => [],
    };

    private static IEnumerable<string> RefusalsOf(Explorer explorer, Posterior posterior) =>
        from step in explorer.StepsFor(posterior)
        where step.Kind is MoveKind.Own
        select Refused(
            $"the explorer {MemberName.Of(step.Explorer.GetType())}",
            $"it knows {nameof(CoordinateWalk)}, {nameof(BlockWalk)}, {nameof(ComponentRedraw)} and {nameof(ComponentSwap)}, "
            + $"also in a {nameof(Explorer.Sequence)} and with {nameof(Explorer.Every)}");
}
