using System.Runtime.InteropServices;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Models;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>What a wrong model gets when it is bound to data; a right one that looks odd is left in peace.</summary>
public class ModelCheckTests
{
    private static readonly Measurement Data = new([0, 1, 2, 3], [1, 0.6, 0.4, 0.2]);

    private static readonly Prior Prior = new() { ["height"] = Prior.Uniform(0.5, 2), ["rate"] = Prior.Uniform(0.1, 1) };

    [Fact]
    public void What_is_not_written_is_named() => AssertRefused(
        (x, p, y) =>
        {
            for (int i = 0; i < x.Length - 1; i++)
            {
                y[i] = p[0];
            }
        },
        "The model WrittenModel leaves y at x = 3 (point 4 of 4) unwritten.");

    [Fact]
    public void A_curve_that_is_added_to_what_is_there_is_refused() => AssertRefused(
        (x, p, y) =>
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[i] += p[0];
            }
        },
        "reads y at x = 0 (point 1 of 4) before it is written");

    [Fact]
    public void Too_many_points_are_an_exception_that_names_the_model_and_the_parameters() => AssertRefused(
        (x, p, y) =>
        {
            for (int i = 0; i <= x.Length; i++)
            {
                y[i] = p[0];
            }
        },
        "The model WrittenModel throws IndexOutOfRangeException",
        "at height = ",
        "It names 2 parameters and is given as many, and 4 points.",
        "It failed at each of 8 draws from the prior.");

    [Fact]
    public void A_parameter_too_many_is_refused() => AssertRefused(
        (x, p, y) => y.Fill(p[2]), "throws IndexOutOfRangeException", "It names 2 parameters and is given as many");

    [Fact]
    public void What_is_never_a_number_is_refused_with_the_place_and_the_way_out() => AssertRefused(
        (x, p, y) =>
        {
            y.Fill(p[0]);
            y[2] = Math.Sqrt(-p[1]);
        },
        "is not a number (NaN) at x = 2 (point 3 of 4), with height = ",
        "double.PositiveInfinity");

    [Fact]
    public void Random_numbers_of_its_own_are_refused() => AssertRefused(
        (x, p, y) => y.Fill(p[0] + 1e-12 * Random.Shared.NextDouble()),
        "gives another curve when it is evaluated again at height = ");

    [Fact]
    public void A_memory_of_the_last_curve_is_refused()
    {
        double last = 0;
        AssertRefused(
            (x, p, y) =>
            {
                y.Fill(0.5 * (last + p[0]));
                last = p[0];
            },
            "gives another curve when it is evaluated again",
            "nothing that one evaluation leaves to the next");
    }

    [Fact]
    public void Scratch_memory_that_replicas_share_is_refused()
    {
        double[] work = new double[Data.Count];
        void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> p, Span<double> y)
        {
            for (int i = 0; i < x.Length; i++)
            {
                work[i] = p[0] * Math.Exp(-p[1] * x[i]);
            }
            work.AsSpan(0, x.Length).CopyTo(y);
        }

        AssertRefused(Evaluate, "memory that its replicas share", "ForReplica() must return a new instance");
        Assert.Contains(
            "memory that its replicas share",
            Refusal(ForwardModel.Curve(new WrittenModel(Evaluate) { Replica = () => new WrittenModel(Evaluate) })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_lambda_that_writes_to_what_it_captures_is_refused_by_its_parameters()
    {
        double[] work = new double[1];
        string message = Refusal(ForwardModel.Function((double x, double height, double rate) =>
        {
            work[0] = height * x;
            return rate + work[0];
        }));
        Assert.Contains("The model function (x, height, rate) keeps numbers", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replica_that_computes_something_else_is_refused() => Assert.Contains(
        "another curve when it is evaluated by another replica",
        Refusal(ForwardModel.Curve(new WrittenModel((x, p, y) => y.Fill(p[0])) { Replica = Alternating() })),
        StringComparison.Ordinal);

    [Fact]
    public void No_replica_is_refused() => Assert.Contains(
        "returns null",
        Refusal(ForwardModel.Curve(new WrittenModel((x, p, y) => y.Fill(p[0])) { Replica = () => null })),
        StringComparison.Ordinal);

    [Fact]
    public void Inputs_that_are_written_to_are_refused() => AssertRefused(
        (x, p, y) =>
        {
            y.Fill(p[0]);
            MemoryMarshal.GetReference(p) = 0;
        },
        "writes into the x or the parameters");

    [Fact]
    public void Names_are_each_their_own()
    {
        static ForwardModel Named(params string[] names) =>
            ForwardModel.Curve(new WrittenModel((x, p, y) => y.Clear()) { ParameterNames = names });
        Assert.Contains(
            "without a name", Assert.Throws<ArgumentException>(() => Named("height", " ")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "without a name", Assert.Throws<ArgumentException>(() => Named("height", null!)).Message, StringComparison.Ordinal);
        Assert.Contains("two parameters named 'rate'", Assert.Throws<ArgumentException>(() => Named("rate", "rate")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Right_models_pass_though_they_count_cache_or_pool()
    {
        int evaluations = 0;
        double[]? table = null;
        using var pool = new ThreadLocal<double[]>(() => new double[Data.Count]);
        Bind(ForwardModel.Curve(new WrittenModel((x, p, y) =>
        {
            Interlocked.Increment(ref evaluations);
            table ??= [.. x];
            pool.Value![0] = p[0];
            y.Fill(pool.Value[0] + p[1] * table[0]);
        })));
        Assert.InRange(evaluations, 2, 8);
        Bind(ForwardModel.Curve(new ScratchModel()));
    }

    [Fact]
    public void An_impossible_curve_is_infinite_and_only_rejected()
    {
        var posterior = Bind(ForwardModel.Function((double x, double height, double rate) =>
            height > 1 ? double.PositiveInfinity : height * Math.Exp(-rate * x)));
        var result =
            new ReplicaExchange(new() { Chains = 2, Rungs = 4, BurnInSweeps = 100, Sweeps = 200, Threads = 1 }).Run(posterior);
        Assert.All(result.Draws.Of(0).SelectMany(chain => chain), height => Assert.InRange(height, 0.5, 1));
    }

    [Fact]
    public void A_failure_in_a_run_names_the_model_and_the_place()
    {
        var posterior = Bind(ForwardModel.Function((double x, double height, double rate) => Math.Sqrt(0.9 - rate * x / 3)));
        string message = Assert.Throws<InferenceException>(
            () => new ReplicaExchange(new() { Chains = 2, Rungs = 4, Threads = 1 }).Run(posterior)).Message;
        Assert.Matches(
            @"The model function \(x, height, rate\) is not a number \(NaN\) at x = 3 \(point 4 of 4\), with height", message);
        Assert.Contains("narrow the prior", message, StringComparison.Ordinal);
        Assert.Null(posterior.FaultAt([1, 0.5]));
    }

    private static Func<ICurveModel> Alternating()
    {
        int count = 0;
        return () => new Shifted(count++);
    }

    private static Posterior Bind(ForwardModel model) => new(Data, model, GaussianNoise.Known(0.1), Prior);

    private static string Refusal(ForwardModel model) => Assert.Throws<ArgumentException>(() => Bind(model)).Message;

    private static void AssertRefused(CurveEvaluation evaluate, params string[] parts)
    {
        string message = Refusal(ForwardModel.Curve(new WrittenModel(evaluate)));
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private sealed class Shifted(int by) : ICurveModel
    {
        public IReadOnlyList<string> ParameterNames { get; } = ["height", "rate"];

        public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y) =>
            y.Fill(parameters[0] + by);
    }
}
