namespace BayesMeasure.PackageTests;

[Collection(PackedLibrariesGroup.Name)]
public class FirstUseTests(PackedLibraries packages)
{
    private static readonly Dictionary<string, double> Truth = new() { ["height"] = 2, ["rate"] = 0.3, ["frequency"] = 3 };

    [Fact]
    public async Task A_fresh_project_measures_with_a_model_of_its_own_and_no_using_line()
    {
        using var project = new FreshProject(packages);
        List<Reading> readings = [.. (await project.Run()).Select(Reading.Parse)];
        List<Reading> fast = [.. readings.Where(reading => reading.Door == "struct")];
        List<Reading> easy = [.. readings.Where(reading => reading.Door == "lambda")];

        Assert.Equal(Truth.Keys.Append("log Z"), fast.Select(reading => reading.Quantity));
        Assert.All(fast, Is_near_the_truth);
        Assert.All(fast.Zip(easy), pair => Agree(pair.First, pair.Second));
    }

    private static void Is_near_the_truth(Reading reading)
    {
        Assert.True(double.IsFinite(reading.Value) && reading.Error > 0, $"{reading}");
        if (Truth.TryGetValue(reading.Quantity, out double truth))
        {
            Assert.True(Math.Abs(reading.Value - truth) < 4 * reading.Error, $"The truth is {truth}: {reading}");
            Assert.True(reading.Error < 0.05 * truth, $"The data say more than that: {reading}");
        }
    }

    private static void Agree(Reading first, Reading second)
    {
        Assert.Equal(first.Quantity, second.Quantity);
        Assert.True(Math.Abs(first.Value - second.Value) < 4 * first.Error, $"{first} and {second}");
    }
}
