using BayesMeasure.Gpu.Priors;
using BayesMeasure.Gpu.Random;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;
using ILGPU;
using ILGPU.Runtime;

namespace BayesMeasure.Gpu.Tests.Priors;

public sealed class DevicePriorTests(OneThreadAccelerator device) : IClassFixture<OneThreadAccelerator>
{
    private const double Infinity = double.PositiveInfinity;

    private readonly Accelerator accelerator = device.Accelerator;

    public static TheoryData<Distribution> Shipped { get; } =
    [
        Prior.Uniform(-2, 5),
        Prior.Uniform(1e-9, 1e9),
        Prior.LogUniform(0.01, 100),
        Prior.LogUniform(1e-300, 1e300),
        Prior.Normal(1.5, 0.447),
        Prior.Normal(-1e6, 1e-3),
        Prior.LogNormal(-1, 0.5),
        Prior.LogNormal(3, 12),
        Prior.HalfNormal(2),
        Prior.HalfNormal(1e-5),
        Prior.TruncatedNormal(1, 2, -1, 4),
        Prior.TruncatedNormal(0, 1, -1, 0.5),
        Prior.TruncatedNormal(0, 1, -3, 7),
        Prior.TruncatedNormal(0, 1, 0, Infinity),
        Prior.TruncatedNormal(0, 1, 1, 3),
        Prior.TruncatedNormal(3, 2, -Infinity, 1),
        Prior.TruncatedNormal(0, 1, 8, 9),
        Prior.TruncatedNormal(0, 1, 8, 8.01),
        Prior.TruncatedNormal(0, 1, -9, -8),
        Prior.TruncatedNormal(0, 1, 5, Infinity),
        Prior.TruncatedNormal(2, 3, -Infinity, Infinity),
        Prior.Exponential(0.7),
        Prior.Exponential(1e5),
        Prior.Gamma(5, 0.04),
        Prior.Gamma(1, 2),
        Prior.Gamma(0.5, 3),
        Prior.Gamma(0.01, 1),
        Prior.Gamma(1e4, 1e-4),
        Prior.Beta(2, 5),
        Prior.Beta(0.5, 0.5),
        Prior.Beta(0.01, 0.02),
        Prior.Beta(8, 1.5),
        Prior.Bernoulli(0.5),
        Prior.Bernoulli(0.001),
        Prior.Categorical(1, 1),
        Prior.Categorical(0.1, 5, 3, 1e-3),
    ];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void LogDensitiesAreTheHosts(Distribution distribution)
    {
        double[] values = ValuesOf(distribution);
        double[] densities = Run(PriorKernels.LogDensities, distribution, values);
        for (int i = 0; i < values.Length; i++)
        {
            AssertClose(distribution.LogDensity(values[i]), densities[i]);
            if (distribution.LogDensity(values[i]) > double.NegativeInfinity)
            {
                AssertClose(distribution.ToCoordinate(values[i]), densities[values.Length + i]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void LogCoordinateDensitiesAreTheHosts(Distribution distribution)
    {
        double[] coordinates = CoordinatesOf(distribution);
        double[] densities = Run(PriorKernels.LogCoordinateDensities, distribution, coordinates);
        for (int i = 0; i < coordinates.Length; i++)
        {
            double value = densities[i];
            AssertClose(distribution.FromCoordinate(coordinates[i]), value);
            AssertClose(distribution.LogCoordinateDensity(value, coordinates[i]), densities[coordinates.Length + i]);
        }
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void DrawsAreTheHostsOnTheSameStream(Distribution distribution)
    {
        const int Count = 1_000;
        RandomStream stream = new(5, 2, 3);
        stream.BeginSweep(11);
        double[] draws = Run<KeyedDraws>(PriorKernels.Draws, distribution, new(5, 2, 3, 11), Count);
        foreach (double draw in draws)
        {
            AssertClose(distribution.Draw(stream), draw);
        }
    }

    [Fact]
    public void TablesOfOneBatchLieBesideEachOther()
    {
        DevicePriorTable table = new();
        DistributionTable[] priors = [.. new Distribution[] { Prior.Categorical(1, 2, 5), Prior.Normal(0, 1),
            Prior.Bernoulli(0.25), Prior.Categorical(1, 3) }
            .Select(distribution => table.Add(distribution))];
        using MemoryBuffer1D<double, Stride1D.Dense> probabilities = accelerator.Allocate1D(table.Values.ToArray());
        double LogDensity(int prior, double value) =>
            priors[prior].LogDensity(new DeviceFunctions(probabilities.View.BaseView), value);
        Assert.Equal(Math.Log(0.25), LogDensity(0, 1));
        Assert.Equal(Math.Log(0.75), LogDensity(2, 0));
        Assert.Equal(Math.Log(0.25), LogDensity(3, 0));
        Assert.Equal(double.NegativeInfinity, LogDensity(3, 2));
    }

    [Fact]
    public void DistributionOfOnesOwnHasNoDescription() =>
        Assert.Null(new OwnDistribution().Table);

    /// <summary>Values inside the support, on its borders and just outside, and the ends of all numbers.</summary>
    private static double[] ValuesOf(Distribution distribution)
    {
        RandomStream stream = new(1, 0, 0);
        double minimum = distribution.Minimum;
        double maximum = distribution.Maximum;
        return
        [
            .. Enumerable.Range(0, 50).Select(_ => distribution.Draw(stream)),
            minimum, Math.BitDecrement(minimum), Math.BitIncrement(minimum),
            maximum, Math.BitDecrement(maximum), Math.BitIncrement(maximum),
            -Infinity, -1e308, -1, -0.5, -double.Epsilon, 0, double.Epsilon, 1e-310, 0.5, 1, 1.5, 2, 1e5, 1e308, Infinity,
        ];
    }

    /// <summary>Coordinates of draws and far beyond them, up to where the value underflows and overflows.</summary>
    private static double[] CoordinatesOf(Distribution distribution)
    {
        RandomStream stream = new(2, 0, 0);
        return
        [
            .. Enumerable.Range(0, 50).Select(_ => distribution.ToCoordinate(distribution.Draw(stream))),
            -800, -745, -700, -40, -1, -0.5, 0, 0.5, 1, 2, 40, 700, 720, 800,
        ];
    }

    /// <summary>Two answers for each argument.</summary>
    private double[] Run(
        Action<DistributionTable, ArrayView<double>, ArrayView<double>, ArrayView<double>> kernel,
        Distribution distribution,
        double[] arguments)
    {
        using MemoryBuffer1D<double, Stride1D.Dense> given = accelerator.Allocate1D(arguments);
        return Run(kernel, distribution, given.View.BaseView, 2 * arguments.Length);
    }

    private double[] Run<TArgument>(
        Action<DistributionTable, ArrayView<double>, TArgument, ArrayView<double>> kernel,
        Distribution distribution,
        TArgument argument,
        int length)
        where TArgument : struct
    {
        DevicePriorTable table = new();
        DistributionTable prior = table.Add(distribution);
        using MemoryBuffer1D<double, Stride1D.Dense> probabilities = accelerator.Allocate1D<double>([.. table.Values, 0]);
        var launch = accelerator.LoadStreamKernel(kernel);
        return device.Written(length, answers =>
            launch(OneThreadAccelerator.Groups(1), prior, probabilities.View.BaseView, argument, answers));
    }

    private static void AssertClose(double expected, double actual)
    {
        if (!double.IsFinite(expected))
        {
            Assert.Equal(expected, actual);
        }
        else
        {
            Assert.InRange(actual, expected - 1e-12 * (1 + Math.Abs(expected)), expected + 1e-12 * (1 + Math.Abs(expected)));
        }
    }
}
