using System.CommandLine;
using System.Diagnostics;
using BayesMeasure.CommandLine;
using BayesMeasure.DataIntegration;
using BayesMeasure.Persistence;
using BayesMeasure.Plotting;
using BayesMeasure.Posteriors;
using BayesMeasure.Tool.Fitting;

namespace BayesMeasure.Tool.Joining;

/// <summary>The command line: several measurements, one model, and what they share.</summary>
internal sealed class JoinCommand : JobCommand
{
    private const int MostFiles = 8;
    private const string Drawing = "figure";

    private readonly DataArguments data;
    private readonly FigureArguments output;
    private readonly SamplingArguments sampling = new();
    private readonly Option<bool> quiet = CommonOptions.Quiet();

    private readonly Option<IReadOnlyList<TermSum>?> model = new("--model")
    {
        HelpName = "SUM",
        Description = "The model of each measurement, such as \"2 gaussian + linear\"; the terms are those of fit.",
        CustomParser = TermSum.ParseAll,
        Arity = ArgumentArity.ExactlyOne,
        Required = true,
    };

    private readonly Option<string?> share = new("--share")
    {
        HelpName = "NAME,NAME",
        Description = "What the measurements share, such as center,width. [default: all of the terms but amplitudes and areas]",
    };

    private readonly Option<GivenPriors?> priors = new("--prior")
    {
        HelpName = "NAME=DISTRIBUTION",
        Description = "The prior of a parameter, such as amplitude=Gamma(5,5); repeatable.",
        CustomParser = CommandValues.Priors,
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Makes the command.</summary>
    public JoinCommand()
        : this(CommandStyle.Tool)
    {
    }

    private JoinCommand(CommandStyle style)
        : base("Asks whether measurements should be joined, and what is gained by it.", style)
    {
        data = new($"The measurements, two to {MostFiles}: text with columns, JCAMP-DX, VAMAS, NeXus, ...", style, MostFiles);
        output = new("The folder for numbers, figure and run.json.", style);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Argument> Arguments => data.Arguments;

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options =>
        [.. data.Options, model, share, priors, .. sampling.Options, .. output.Options, quiet];

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        OutputFolder folder = this.output.Create(arguments, ComparisonFiles.Numbers, Drawing);
        JointPosterior joint = JointOf(arguments);
        SamplingSettings settings = sampling.Read(arguments);
        output.WriteLine($"{settings}");
        TimeSpan processorTime = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        IntegrationComparison comparison = ProgressDisplay.Use(arguments.GetValue(quiet), error, display =>
            new Integration(joint).Compare(settings.Options, new DisplayedProgress(display), cancellation));
        output.WriteLine(comparison);
        folder.Write(
            ComparisonFiles.Numbers,
            path => comparison.Save(path, Environment.CpuUsage.TotalTime - processorTime, clock.Elapsed));
        folder.WriteFigure(Drawing, comparison.Plot);
        folder.Conclude(output);
        return true;
    }

    private JointPosterior JointOf(ParseResult arguments)
    {
        IReadOnlyList<DataSettings> files = data.ReadAll(arguments);
        if (files.Count < 2)
        {
            throw new UserErrorException(
                "join: name two files at least, such as: bayesmeasure join a.csv b.csv --model \"1 gaussian\"");
        }

        TermSum sum = arguments.GetRequiredValue(model)![0];
        if (sum.Terms.FirstOrDefault(term => term.Range.Fewest != term.Range.Most || term.Range.Most == 0) is { } open)
        {
            throw new UserErrorException($"--model {open.Range} {open.Kind.Name}: give one number; peaks and fit find it.");
        }

        MeasuredData[] measured = [.. files.Select(MeasuredData.Read)];
        if (measured.Any(each => each.Noise.IsLadder))
        {
            throw new UserErrorException("--noise ladder is for one measurement. Use auto, column, counts or a number.");
        }

        JoinQuestion question = new(sum, measured, arguments.GetValue(priors) ?? GivenPriors.None);
        return question.Joint(arguments.GetValue(share)?.Split(',', StringSplitOptions.TrimEntries) ?? question.UsuallyShared);
    }
}
