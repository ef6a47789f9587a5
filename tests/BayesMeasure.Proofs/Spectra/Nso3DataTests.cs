namespace BayesMeasure.Proofs.Spectra;

public class Nso3DataTests
{
    [Fact]
    [Trait("science", "spectral-deconvolution.md: A, NSO-3, first normals")]
    public void First_normals() =>
        Assert.Equal(
            [1.764052345967664, 0.4001572083672233, 0.9787379841057392],
            LegacyNormals.Take(0, 3),
            (a, b) => Math.Abs(a - b) < 1e-15);

    [Fact]
    [Trait("science", "spectral-deconvolution.md: A, NSO-3, nE(truth)/sigma^2")]
    public void Misfit_of_the_truth()
    {
        double misfit = LegacyNormals.Take(0, Nso3.Points).Sum(normal => 0.5 * normal * normal);
        Assert.Equal(151.1777, misfit, 4);
    }

    [SharedDataFact]
    public void Equals_the_file()
    {
        Measurements.Measurement file = Measurements.Measurement.ReadCsv(Path.Combine(SharedData.Folder!, "nso3.csv"));
        Assert.Equal(file.X, Nso3.Measurement.X, (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal(file.Y, Nso3.Measurement.Y, (a, b) => Math.Abs(a - b) < 1e-14);
    }
}
