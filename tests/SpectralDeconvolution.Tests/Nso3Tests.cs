using BayesMeasure.Measurements;

namespace SpectralDeconvolution.Tests;

public class Nso3Tests
{
    [Fact]
    public void Normals_are_those_of_legacy_numpy()
    {
        var normals = new PolarNormals(seed: 0);
        Assert.Equal([1.764052345967664, 0.4001572083672233, 0.9787379841057392], [normals.Next(), normals.Next(), normals.Next()]);
    }

    [Fact]
    public void Misfit_of_the_truth_is_the_published_one()
    {
        Measurement data = Nso3.CreateData();
        double misfit = data.X.Zip(data.Y, (x, y) => Math.Pow((y - Curve(x)) / Nso3.Sigma, 2) / 2).Sum();
        Assert.Equal(301, data.Count);
        Assert.Equal(151.1777, misfit, 4);
    }

    private static double Curve(double x) =>
        Nso3.Truth.Sum(peak => peak[0] * Math.Exp(-peak[1] * (x - peak[2]) * (x - peak[2]) / 2));
}
