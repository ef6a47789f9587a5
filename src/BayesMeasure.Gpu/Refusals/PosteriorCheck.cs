using System.Collections.Concurrent;
using System.Reflection;
using BayesMeasure.Explorers;
using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Gpu.Refusals;

/// <summary>Tells what of a posterior and of the settings of its run a GPU cannot run. The code of a type is read once.</summary>
internal sealed class PosteriorCheck
    : IModelVisitor<IEnumerable<string>>, INoiseVisitor<IEnumerable<string>>
{
    private readonly ConcurrentDictionary<MethodInfo, string[]> known = new();

    /// <summary>Why a GPU cannot run a posterior with these settings: each reason a text of its own, none when it can.</summary>
    public IReadOnlyList<string> RefusalsOf(Posterior posterior, ReplicaExchangeOptions options) =>
    [
        .. posterior.Model.Terms.SelectMany(term => term.Accept(this)).Distinct(),
        .. RefusalsOf(posterior.Noise, posterior.NoiseBinding),
        .. posterior.Prior.Entries.SelectMany(RefusalsOf),
        .. RefusalsOf(options.Explorer, posterior).Distinct(),
    ];

    public IEnumerable<string> VisitComponent<TComponent>()
        where TComponent : struct, IComponent
    {
        Func<DeviceDouble, StandInParameters, DeviceDouble> evaluate = TComponent.Evaluate<DeviceDouble, StandInParameters>;
        return RefusalsOf(evaluate.Method, typeof(TComponent), "component");
    }

    public IEnumerable<string> VisitCurveModel(ICurveModel model) => model is SmoothBackground
        ? [Refused("a smooth background", "its coefficients are integrated out on the CPU only")]
        :
        [
            Refused(NameOf(model), "a curve model runs on the CPU only")
            + $" Write it as a struct that implements {nameof(IComponent)}.",
        ];

    public IEnumerable<string> Visit<TDensity>()
        where TDensity : struct, INoiseDensity
    {
        Func<DeviceDouble, DeviceDouble, DeviceDouble, StandInParameters, DeviceDouble> misfit = TDensity.Misfit;
        Func<DeviceDouble, StandInParameters, StandInParameters, DeviceDouble> logLikelihood = TDensity.LogLikelihood;
        return
        [
            .. RefusalsOf(misfit.Method, typeof(TDensity), "density"),
            .. RefusalsOf(logLikelihood.Method, typeof(TDensity), "density"),
        ];
    }

    /// <summary>What a model says that it is; the name of its type where it says nothing.</summary>
    private static string NameOf(ICurveModel model) =>
        $"{model}" is var text && text == model.GetType().ToString() ? model.GetType().Name : $"the {text}";

    private static string Refused(string what, string why) => $"BayesMeasure cannot run {what} on a GPU: {why}.";

    private string[] RefusalsOf(MethodInfo method, Type type, string role) => known.GetOrAdd(method, evaluate =>
    {
        IReadOnlyList<string> reasons = DeviceCodeCheck.RefusalsOf(evaluate);
        return reasons.Count == 0
            ? []
            : [$"{Refused(MemberName.Of(type), string.Join("; ", reasons))} A {role} that runs there computes with T alone."];
    });

    /// <summary>A thread has some of the points, and sums their misfits while it computes them.</summary>
    private IEnumerable<string> RefusalsOf(NoiseModel noise, NoiseBinding binding) => binding.IsCorrelated
        ?
        [
            Refused(
                $"the noise \"{noise}\"", "the misfit of a point needs the residual before it, which another thread computes")
            + " Sample it on the host.",
        ]
        : binding.Accept(this);

    private static IEnumerable<string> RefusalsOf(PriorEntry entry) => entry switch
    {
        { IsLinked: true } =>
        [
            Refused($"the link of \"{entry.Name}\"", "a function that parameters are linked by runs on the CPU only")
            + $" Compute it in the component, or use {nameof(Prior.TiedTo)}.",
        ],
        { Rule: Distribution { Table: null } distribution } =>
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

/// <summary>Stands for the view of the parameters that a kernel has while the code of a model is read; never run.</summary>
internal readonly struct StandInParameters : IParameters<DeviceDouble>
{
    public DeviceDouble this[int index] => 0.0;
}
