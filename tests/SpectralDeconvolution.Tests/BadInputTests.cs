namespace SpectralDeconvolution.Tests;

public sealed class BadInputTests : IDisposable
{
    private const string Good = "x,y\n0,1\n1,2\n2,5\n3,2\n4,1\n5,1\n6,1\n7,2\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("x,y\n0,1\n1,two\n2,3\n", "line 3, column 2")]
    [InlineData("x\n0\n1\n2\n", "only one column")]
    [InlineData("x,y\n0,1\n1,NaN\n", "all x are equal")]
    [InlineData("x,y\n0,1,2\n1,2\n2,3,4\n", "The line has 2 fields")]
    [InlineData("x;y\n0;1,172\n1;984\n", "may be 1172 or 1.172")]
    [InlineData("PK\u0003\u0004xl/workbook", "an Excel workbook")]
    [InlineData("x,y\n0,1\n1,Infinity\n", "not a finite number")]
    [InlineData("x,y\n1,1\n1,2\n1,3\n1,4\n", "all x are equal")]
    [InlineData("x,y\n0,1\n1,1\n2,1\n3,1\n", "all y are equal")]
    [InlineData("x,y,sigma\n0,1,0.1\n1,2,-0.1\n2,3,0.1\n3,1,0.1\n", "not above 0")]
    [InlineData("x,y\n0,1\n1,2\n2,5\n3,2\n4,1\n", "has 5 points, but K = 2 has 7 unknown parameters")]
    [InlineData("x,y\n0,1e-320\n1,2e-320\n2,5e-320\n3,2e-320\n", "whose square is no number. Give y in another unit")]
    [InlineData("x,y\n0,1e300\n1,2e300\n2,5e300\n3,2e300\n", "whose square is no number. Give y in another unit")]
    [InlineData("", "empty")]
    public async Task Bad_file_is_refused(string text, string message) =>
        (await Run(["--data", folder.Write("bad.csv", text)])).AssertRefused(message);

    [Theory]
    [InlineData("no such file", "--data", "missing.csv")]
    [InlineData("the range is empty; did you mean 1..6?", "--peaks", "6..1")]
    [InlineData("at most 100 peaks", "--peaks", "101")]
    [InlineData("whole numbers from 0", "--peaks", "-1")]
    [InlineData("whole numbers from 0", "--peaks", "many")]
    [InlineData("gaussian, lorentzian, pseudo-voigt, voigt, pearson, doniach-sunjic", "--shape", "square")]
    [InlineData("none, constant, linear, polynomial:N, smooth, exponential, shirley", "--background", "cubic")]
    [InlineData("auto, column", "--noise", "loud")]
    [InlineData("auto, column", "--noise", "-0.1")]
    [InlineData("--sweeps 0", "--sweeps", "0")]
    [InlineData("--sweeps 1.5", "--sweeps", "1.5")]
    [InlineData("--chains -3", "--chains", "-3")]
    [InlineData("--until-error 0: give a number above 0, such as 0.03", "--until-error", "0")]
    [InlineData("--until-ess many: give a number above 0, such as 400", "--until-ess", "many")]
    [InlineData("--time -5: give a number above 0, such as 60", "--time", "-5")]
    [InlineData("--seed -1", "--seed", "-1")]
    [InlineData("--threads -1", "--threads", "-1")]
    [InlineData("--frobnicate", "--frobnicate")]
    [InlineData("--peaks", "--peaks")]
    [InlineData("no such parameter", "--prior", "height=Gamma(5,5)")]
    [InlineData("Known are", "--prior", "amplitude=Gama(5,5)")]
    [InlineData("takes 2", "--prior", "amplitude=Gamma(5)")]
    [InlineData("not a number", "--prior", "amplitude=Gamma(5,five)")]
    [InlineData("maximum must be above the minimum", "--prior", "amplitude=Uniform(2,1)")]
    [InlineData("above 0", "--prior", "precision=LogUniform(0,1)")]
    [InlineData("always positive", "--prior", "precision=Normal(0,1)")]
    [InlineData("NAME=DISTRIBUTION", "--prior", "amplitude")]
    [InlineData("has a prior already", "--prior", "amplitude=Gamma(5,5)", "--prior", "amplitude=Gamma(5,5)")]
    [InlineData("no column named sigma", "--noise", "column")]
    [InlineData("--noise counts: NSO-3 has y = 0.17640", "--noise", "counts")]
    [InlineData("column, counts, student, jeffreys, correlated, jitter, ladder, a standard deviation", "--noise", "poisson")]
    [InlineData("or ladder:LEVEL", "--noise", "ladder:0")]
    [InlineData("column, counts or a number, not ladder", "--noise", "ladder", "--background", "smooth")]
    [InlineData("--noise jitter: NSO-3 has no column named sigma", "--noise", "jitter")]
    [InlineData("correlation length is always positive", "--noise", "correlated", "--prior", "correlation length=Normal(1,1)")]
    [InlineData("column, counts or a number, not correlated. Use one", "--background", "smooth", "--noise", "correlated")]
    [InlineData("holds levels, lines and decays already. Leave linear out", "--background", "smooth+linear")]
    [InlineData("Leave polynomial:3 out", "--model", "1 voigt + polynomial:3 + smooth")]
    [InlineData("smooth is there twice", "--background", "smooth+smooth")]
    [InlineData("\"2 squares\" is neither peaks nor a background", "--model", "2 squares + linear")]
    [InlineData("\"a\\x0ab\" is neither peaks nor a background", "--model", "a\nb + linear")]
    [InlineData("gaussian is there twice", "--model", "1 gaussian + 2 gaussian")]
    [InlineData("linear is there twice", "--model", "1 gaussian + linear + linear")]
    [InlineData("--model says what --peaks says", "--model", "1 gaussian", "--peaks", "2")]
    [InlineData("these are 1,681 models", "--model", "0..40 gaussian + 0..40 voigt")]
    [InlineData("is there twice. Give each model once", "--model", "1..2 gaussian + 1 voigt", "--model", "2 gaussian + 1 voigt")]
    [InlineData("say what is known of the doublets", "--model", "2 voigt doublet")]
    [InlineData("no peak of --model is a doublet", "--model", "2 voigt", "--doublet", "splitting=1,ratio=0.5")]
    [InlineData("write splitting=..,ratio=..", "--doublet", "splitting=1")]
    [InlineData("write splitting=..,ratio=..", "--doublet", "splitting=1,ratio=1,depth=2")]
    [InlineData("the splitting is not 0", "--doublet", "splitting=0,ratio=0.5")]
    [InlineData("are positive", "--doublet", "splitting=1,ratio=Normal(0.5,0.1)")]
    [InlineData("active-shirley goes with the shapes", "--background", "active-shirley", "--shape", "voigt")]
    [InlineData("constant is there twice", "--background", "constant+constant")]
    [InlineData("choose one of none, constant, linear, polynomial:N", "--background", "polynomial:21")]
    [InlineData("There is no such file", "--background", "measured:missing.csv")]
    [InlineData("expects a single argument", "--background", "linear", "--background", "constant")]
    [InlineData("counted from 1", "--x", "0")]
    [InlineData("--columns 1: give two or three columns", "--columns", "1")]
    [InlineData("--columns says what --x", "--columns", "1,2", "--x", "1")]
    [InlineData("--from low: give a number", "--from", "low")]
    [InlineData("--from 2 --to 1: the range is empty", "--from", "2", "--to", "1")]
    [InlineData("--bin 0: give a whole number from 1", "--bin", "0")]
    [InlineData("--skip -1: give a whole number from 0", "--skip", "-1")]
    [InlineData("--model-prior geometric: give uniform, geometric:R", "--model-prior", "geometric")]
    [InlineData("--model-prior geometric:0: give", "--model-prior", "geometric:0")]
    [InlineData("--model-prior complexity:-1: give", "--model-prior", "complexity:-1")]
    [InlineData("--model-prior flat: give", "--model-prior", "flat")]
    [InlineData("--checkpoint: give the name of a file", "--checkpoint", " ")]
    [InlineData("--checkpoint-interval -1", "--checkpoint-interval", "-1")]
    [InlineData("--peaks a\\x0ab\\x0ac: give", "--peaks", "a\nb\nc")]
    [InlineData("--shape \\u202egnp: choose", "--shape", "\u202egnp")]
    [InlineData("--peaks @none: give", "--peaks", "@none")]
    [InlineData("cannot be written", "--checkpoint", "no/such/folder/run.checkpoint")]
    public async Task Bad_option_is_refused(string message, params string[] arguments) =>
        (await Run(arguments)).AssertRefused(message);

    [Fact]
    public async Task Long_words_are_quoted_in_sixty_characters()
    {
        CommandRun run = await Run(["--from", string.Concat(Enumerable.Repeat("a b ", 1000))]);
        run.AssertRefused($"--from {string.Concat(Enumerable.Repeat("a b ", 15))}...: give a number");
    }

    [Theory]
    [InlineData("There is no column \"z\"", "--sigma", "z")]
    [InlineData("no column named sigma", "--noise", "column")]
    [InlineData("--noise jitter: good has no column named sigma", "--noise", "jitter")]
    [InlineData("a peak on a smooth background needs at least 25 different x", "--peaks", "1", "--background", "smooth")]
    [InlineData("a smooth background needs 20 counts a point", "--background", "smooth", "--noise", "counts")]
    [InlineData("Choose the columns", "--x", "2")]
    [InlineData("unknown parameters", "--peaks", "8")]
    [InlineData("No point lies in the range", "--from", "70")]
    [InlineData("There is no curve \"z\"", "--curve", "z")]
    public async Task Option_that_does_not_fit_the_file_is_refused(string message, params string[] arguments) =>
        (await Run(["--data", folder.Write("good.csv", Good), .. arguments])).AssertRefused(message);

    [Fact]
    public async Task Output_that_is_a_file_is_refused_before_sampling()
    {
        CommandRun run =
            await CommandRun.Of(new DeconvolutionCommand(), ["--out", folder.Write("file", "text"), "--sweeps", "1000000"]);
        run.AssertRefused("this is a file");
    }

    [Fact]
    public async Task Output_below_a_file_is_refused_before_sampling()
    {
        CommandRun run = await CommandRun.Of(
            new DeconvolutionCommand(), ["--out", Path.Combine(folder.Write("file", "text"), "out"), "--sweeps", "1000000"]);
        run.AssertRefused("cannot be written to");
    }

    private Task<CommandRun> Run(string[] arguments) =>
        CommandRun.Of(new DeconvolutionCommand(), ["--out", folder.PathOf("out"), .. arguments]);
}
