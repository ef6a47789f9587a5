namespace CustomModel.Tests;

public class ImpurityPhotoemissionTests
{
    private const double Area = 5;
    private const double Origin = 897;
    private const double Gap = 1.6;
    private const double Attraction = 12.5;
    private const double Repulsion = 10.5;

    /// <summary>Two configurations are solved by an angle: tan 2a = 2 sqrt(14) V / energy difference.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.05)]
    public void Two_configurations_have_the_closed_form(double hybridisation)
    {
        const double width = 1e-3;
        double coupling = Math.Sqrt(14) * hybridisation;
        double before = 0.5 * Math.Atan2(2 * coupling, Gap);
        double after = 0.5 * Math.Atan2(2 * coupling, Gap - Attraction);
        double ground = 0.5 * Gap - Math.Sqrt(0.25 * Gap * Gap + coupling * coupling);
        double middle = Origin + 0.5 * (Gap - Attraction) - ground;
        double split = Math.Sqrt(0.25 * Math.Pow(Gap - Attraction, 2) + coupling * coupling);
        double low = Math.Pow(Math.Cos(before - after), 2);
        double[] curve = ForwardModel.Curve(new ImpurityPhotoemission(2)).Evaluate(
            [middle - split, middle + split], [Area, Origin, width, Gap, Attraction, hybridisation]);
        Assert.Equal(Area * low / Math.PI / width, curve[0], 1e-5 * curve[0]);
        Assert.Equal(Area * (1 - low) / Math.PI / width, curve[1], 1e-4 * curve[1]);
    }

    [Fact]
    public void All_intensity_is_in_the_lines()
    {
        double sum = Spectrum(3, 0.5, [.. Enumerable.Range(0, 400_000).Select(i => Origin - 2000 + 0.01 * i)]).Sum() * 0.01;
        Assert.Equal(Area, sum, 1e-3 * Area);
    }

    [Fact]
    public void The_mean_energy_is_that_of_the_hole_alone()
    {
        // <g|H_final - H_initial|g> = -attraction <n_f>, and d E_g / d gap = <n_f> (Hellmann and Feynman); three lines of no
        // width.
        const double step = 1e-4;
        double occupation = (GroundEnergy(Gap + step) - GroundEnergy(Gap - step)) / (2 * step);
        double[] x = [.. Enumerable.Range(0, 400_000).Select(i => Origin - 30 + 1.5e-4 * i)];
        double[] y = Spectrum(3, 0.5, x, 0.01);
        double mean = x.Zip(y, (energy, intensity) => energy * intensity).Sum() / y.Sum();
        Assert.Equal(Origin - Attraction * occupation, mean, 0.02);
    }

    [Fact]
    public void Without_hybridisation_nothing_but_f0_is_seen() =>
        Assert.Equal(Area / Math.PI / 0.5, Spectrum(3, 0, [Origin], 0.5)[0], 1e-10);

    private static double[] Spectrum(int configurations, double hybridisation, double[] x, double width = 1) =>
        ForwardModel.Curve(new ImpurityPhotoemission(configurations)).Evaluate(
            x, [Area, Origin, width, Gap, Attraction, hybridisation, .. configurations > 2 ? new[] { Repulsion } : []]);

    /// <summary>
    /// The lowest root of the characteristic polynomial of the three configurations, by bisection below the uncoupled energies.
    /// </summary>
    private static double GroundEnergy(double gap)
    {
        const double first = 14 * 0.25;
        const double second = 26 * 0.25;
        double Determinant(double e) => -e * ((gap - e) * (2 * gap + Repulsion - e) - second) - first * (2 * gap + Repulsion - e);
        (double low, double high) = (-50, Math.Min(0, gap) - 1e-9);
        for (int i = 0; i < 200; i++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = Determinant(middle) > 0 ? (middle, high) : (low, middle);
        }

        return low;
    }
}
