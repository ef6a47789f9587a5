using BayesMeasure.Numerics.Random;
using BayesMeasure.References;

namespace BayesMeasure.Tests.References;

/// <summary>Mixtures of Student t: normalised, with draws of their own density, and found again from draws.</summary>
public class StudentMixtureTests
{
    private const int Count = 4000;

    private static double[][] Normals(RandomStream random, double first, double second, double width, int count) =>
        [.. Enumerable.Range(0, count).Select(_ =>
        {
            double common = random.NextNormal();
            return new[] { first + width * common, second + width * (0.6 * common + 0.8 * random.NextNormal()) };
        })];

    private static StudentMixture? Fit(double[][] draws, int components, RandomStream random) => StudentMixtureFit.Of(
        [.. Enumerable.Range(0, draws[0].Length).Select(k => Array.ConvertAll(draws, draw => draw[k]))],
        components,
        expected: null,
        random);

    private static StudentMixture TwoFarApart()
    {
        var random = new RandomStream(seed: 4, chain: 0, replica: 0);
        double[][] draws = [.. Normals(random, -4, 0, 1, 3 * Count / 4), .. Normals(random, 4, 1, 0.5, Count / 4)];
        return Fit(draws, 2, random)!;
    }

    [Fact]
    public void The_density_is_normalised()
    {
        StudentMixture mixture = TwoFarApart();
        const double step = 0.1, bound = 40;
        double sum = 0;
        for (double x = -bound; x < bound; x += step)
        {
            for (double y = -bound; y < bound; y += step)
            {
                sum += Math.Exp(mixture.LogDensity([x, y]));
            }
        }

        Assert.Equal(1, sum * step * step, 1e-4);
    }

    [Fact]
    public void Draws_fall_where_the_density_is()
    {
        StudentMixture mixture = TwoFarApart();
        var random = new RandomStream(seed: 5, chain: 0, replica: 0);
        double[] point = new double[2];

        // The mean of 1 / q over draws that fall into a box of area A is A.
        double sum = 0, squares = 0;
        for (int i = 0; i < Count; i++)
        {
            mixture.Draw(random, point);
            double term = Math.Abs(point[0] + 4) < 1.5 && Math.Abs(point[1]) < 1.5 ? Math.Exp(-mixture.LogDensity(point)) : 0;
            sum += term;
            squares += term * term;
        }

        double mean = sum / Count;
        double error = Math.Sqrt((squares / Count - mean * mean) / Count);
        Assert.InRange(mean, 9 - 4 * error, 9 + 4 * error);
    }

    [Fact]
    public void A_fit_finds_weights_and_places_again()
    {
        double[] numbers = TwoFarApart().Numbers;
        int length = StudentComponent.LengthOf(2);
        double[][] components = [.. numbers.Chunk(length).OrderBy(component => component[1])];
        Assert.Equal(0.75, components[0][0], 0.02);
        Assert.Equal(-4, components[0][1], 0.1);
        Assert.Equal(4, components[1][1], 0.1);
        Assert.Equal(1, components[1][2], 0.1);
    }

    [Fact]
    public void Numbers_make_the_same_mixture()
    {
        StudentMixture mixture = TwoFarApart();
        var copy = StudentMixture.Of(mixture.Numbers, 2);
        Assert.Equal(mixture.LogDensity([0.3, -1]), copy.LogDensity([0.3, -1]));
        Assert.Equal(2, copy.Count);
    }

    [Fact]
    public void Draws_that_do_not_vary_or_are_too_few_have_no_mixture()
    {
        var random = new RandomStream(seed: 6, chain: 0, replica: 0);
        Assert.Null(Fit([.. Enumerable.Repeat(new[] { 1.0, 2 }, 100)], 1, random));
        Assert.Null(Fit(Normals(random, 0, 0, 1, 8), 1, random));
        Assert.NotNull(Fit(Normals(random, 0, 0, 1, 9), 1, random));
    }

    [Fact]
    public void A_component_that_has_too_few_draws_is_left_out_and_nothing_is_lost()
    {
        var random = new RandomStream(seed: 7, chain: 0, replica: 0);
        double[][] draws = [.. Normals(random, 0, 0, 1, 300), .. Normals(random, 50, 50, 0.1, 3)];
        StudentMixture mixture = Fit(draws, 2, random)!;
        Assert.Equal(1, mixture.Count);
        Assert.Equal(1, mixture.Components[0].Weight, 1e-12);
    }

    [Fact]
    public void A_mixture_that_other_draws_do_not_fit_is_kept_as_it_was()
    {
        StudentMixture mixture = TwoFarApart();
        double[][] few = [[0, 1], [0, 1]];
        Assert.Same(mixture, StudentMixtureFit.Of(few, mixture, expected: null));
    }

    [Fact]
    public void No_coordinates_have_the_density_one() => Assert.Equal(0, StudentMixture.OfNothing.LogDensity([]), 1e-12);
}
