namespace NmrRelaxation.Tests;

public sealed class BadInputTests : IDisposable
{
    private const string Good = "time (s),signal\n0.1,9\n0.2,8\n0.4,6\n0.8,4\n1.6,2\n3.2,1\n6.4,1\n12.8,1.1\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--experiment 3: give a whole number from 1 to 2", "--experiment", "3")]
    [InlineData("whole numbers from 1", "--components", "0")]
    [InlineData("the range is empty; did you mean 1..3?", "--components", "3..1")]
    [InlineData("decay, saturation, inversion", "--form", "growth")]
    [InlineData("central32", "--line", "spin")]
    [InlineData("--form: the experiments are decays", "--form", "inversion")]
    [InlineData("--line is for recoveries", "--line", "central32")]
    [InlineData(
        "no such parameter. With these options there are: amplitude, rate, stretching, offset", "--prior", "width=Uniform(0,1)")]
    [InlineData("rate is always positive", "--prior", "rate=Normal(0,1)")]
    [InlineData("no such file", "--data", "missing.csv")]
    public async Task Bad_option_is_refused(string message, params string[] arguments) =>
        (await Run(arguments)).AssertRefused(message);

    [Theory]
    [InlineData("time,y\n-1,1\n1,2\n2,3\n3,2\n4,4\n5,1\n6,3\n7,9\n", "times below 0")]
    [InlineData("time,y\n1,1\n2,2\n", "2 points, but 1 plain has 4 unknown parameters")]
    [InlineData("time,y\n1,1\n2,1\n3,1\n", "all y are equal")]
    public async Task Bad_file_is_refused(string text, string message) =>
        (await Run("--data", folder.Write("bad.csv", text), "--components", "1")).AssertRefused(message);

    [Fact]
    public async Task Parameters_of_another_form_are_refused() =>
        (await Run("--data", folder.Write("good.csv", Good), "--form", "saturation", "--prior", "amplitude=Uniform(0,9)"))
            .AssertRefused("there are: equilibrium, inversion, rate, stretching");

    private Task<CommandRun> Run(params string[] arguments) =>
        CommandRun.Of(new RelaxationCommand(), ["--out", folder.PathOf("out"), .. arguments]);
}
