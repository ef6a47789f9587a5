using BayesMeasure.CommandLine;
using BayesMeasure.Measurements;

namespace SpectralDeconvolution.Tests;

public class Nso3Tests
{
    [Theory]
    [InlineData(0, 1.764052345967664, 0.4001572083672233, 0.9787379841057392)]
    [InlineData(1, 1.6243453636632417, -0.6117564136500754, -0.5281717522634557)]
    public void Normals_are_those_of_legacy_numpy(int seed, params double[] expected)
    {
        var normals = new PolarNormals(seed);
        Assert.Equal(expected, expected.Select(_ => normals.Next()));
    }

    [Fact]
    public void Misfit_of_the_truth_is_the_published_one()
    {
        Measurement data = Nso3.CreateData();
        double misfit = data.X.Zip(data.Y, (x, y) => Math.Pow((y - Curve(x)) / Nso3.Sigma, 2) / 2).Sum();
        Assert.Equal(301, data.Count);
        Assert.Equal(151.1777, misfit, 4);
    }

    [Fact]
    public void Data_are_those_of_the_reference_file_where_it_is_at_hand()
    {
        if (FindReference() is not { } file)
        {
            return;
        }
        Measurement expected = Measurement.ReadCsv(file);
        Measurement actual = Nso3.CreateData();
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.X.Zip(actual.X), pair => Assert.Equal(pair.First, pair.Second, 12));
        Assert.All(expected.Y.Zip(actual.Y), pair => Assert.Equal(pair.First, pair.Second, 12));
    }

    /// <summary>The file in a folder "shared" beside the repository or further up.</summary>
    private static string? FindReference()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string file = Path.Combine(folder.FullName, "shared", "data", "nso3.csv");
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }

    private static double Curve(double x) =>
        Nso3.Truth.Sum(peak => peak[0] * Math.Exp(-peak[1] * (x - peak[2]) * (x - peak[2]) / 2));
}
