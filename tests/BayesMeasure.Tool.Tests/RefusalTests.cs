namespace BayesMeasure.Tool.Tests;

/// <summary>Bad words and bad data: the exit code says which, two lines say what.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly SmallData data = new();

    public void Dispose() => data.Dispose();

    [Theory]
    [InlineData("", "all commands")]
    [InlineData("frobnicate", "there is no command frobnicate")]
    [InlineData("peak DATA", "did you mean peaks?")]
    [InlineData("peaks DATA --frobnicate", "frobnicate")]
    [InlineData("peaks DATA DATA", "Unrecognized")]
    [InlineData("peaks DATA --peaks 9..1", "did you mean 1..9?")]
    [InlineData("peaks DATA --figure gif", "choose among png, svg, pdf")]
    [InlineData("peaks DATA --width 3", "from 40 to 400")]
    [InlineData("peaks DATA --draws xml", "choose among json")]
    [InlineData("peaks DATA --draws csv --draws json", "--draws")]
    [InlineData("peaks DATA --seed -1", "--seed")]
    [InlineData("peaks DATA --noise column", "no column named sigma")]
    [InlineData("peaks DATA --prior height=Gamma(5,5)", "there is no such parameter")]
    [InlineData("peaks missing.csv", "there is no such file", 65)]
    [InlineData("peaks DATA --out DATA", "this is a file, not a folder")]
    [InlineData("peaks --config missing.json", "there is no such file", 65)]
    [InlineData("relax DATA --form growth", "choose one of")]
    [InlineData("line", "name the file")]
    [InlineData("line missing.csv", "there is no such file", 65)]
    [InlineData("line DATA --at here", "--at")]
    [InlineData("fit DATA", "--model")]
    [InlineData("fit DATA --model 1..3", "is no term")]
    [InlineData("fit DATA --model decay+decay", "there twice")]
    [InlineData("fit DATA --model moessbauer-singlet", "give each a prior")]
    [InlineData("fit DATA --model 0..90_decay+0..9_recovery", "is no term")]
    [InlineData("fit DATA --model decay --logarithmic", "not positive")]
    [InlineData("join DATA --model gaussian", "two files")]
    [InlineData("join DATA DATA --model 1..2_gaussian", "is no term")]
    [InlineData("join DATA DATA --model gaussian --share height", "there is no such parameter")]
    [InlineData("plan DATA --efforts 1 0.1", "ascending")]
    [InlineData("plan DATA --background smooth", "a background with parameters")]
    [InlineData("plan DATA --noise student", "--noise")]
    [InlineData("phases", "--pattern")]
    [InlineData("convert DATA", "TARGET")]
    [InlineData("convert DATA to.nc", "the other formats are for draws")]
    [InlineData("convert DATA to.xyz", "the ending says the format")]
    [InlineData("report DATA", "no JSON", 65)]
    [InlineData("report missing.json", "there is no such file", 65)]
    public async Task Is_refused_in_two_lines(string words, string message, int exitCode = 64)
    {
        string[] all =
            [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "DATA" ? data.Peak : word)];
        (await ToolRun.Of(all)).AssertRefused(exitCode, message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"command\": 3.5e")]
    [InlineData("{\"commands\": \"peaks\"}")]
    [InlineData("{\"command\": {}}")]
    [InlineData("{\"options\": []}")]
    [InlineData("{\"options\": {\"peaks\": {}}}")]
    [InlineData("{\"arguments\": [[1]]}")]
    public async Task A_configuration_that_is_none_is_refused(string text) =>
        (await ToolRun.Of("peaks", "--config", data.WriteText("bad.json", text))).AssertRefused(65, "Write JSON, such as");

    [Fact]
    public async Task A_configuration_is_read_as_words_are()
    {
        string file = data.WriteText("run.json", """{"options": {"peaks": "4..1"}}""");
        (await ToolRun.Of("peaks", data.Peak, "--config", file)).AssertRefused(64, "did you mean 1..4?");
        string other = data.WriteText("other.json", """{"command": "relax"}""");
        (await ToolRun.Of("peaks", data.Peak, "--config", other)).AssertRefused(64, "this is for the command relax");
        string unknown = data.WriteText("unknown.json", """{"options": {"frobnicate": true, "dips": false}}""");
        (await ToolRun.Of("peaks", data.Peak, "--config", unknown)).AssertRefused(64, "--frobnicate");
    }
}
