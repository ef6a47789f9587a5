using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Gpu.Batches;

/// <summary>
/// The run of one posterior as the host keeps it between rounds: ladder, replicas and what explorers have learnt, in flat arrays,
/// chain by chain and rung by rung, and what was recorded.
/// </summary>
internal sealed class TargetRun
{
    private readonly ReplicaExchangeOptions options;
    private readonly RungExplorer[] scratch;

    /// <param name="index">The position of the posterior in the batch.</param>
    /// <param name="posterior">What is asked.</param>
    /// <param name="options">The settings, with the seed of this run.</param>
    public TargetRun(int index, Posterior posterior, ReplicaExchangeOptions options)
    {
        this.options = options;
        Index = index;
        Posterior = posterior;
        Watch = new(posterior, options);
        Record = new(posterior, options);
        Search = new(posterior.Parameters.Count);
        Ladder = TemperatureLadder.First(options);
        scratch = [.. Enumerable.Range(0, options.Chains + 2).Select(_ => options.Explorer.CreateRung(posterior))];
        double[] first = [.. scratch[0].Learnt.SelectMany(numbers => numbers)];
        LearntLength = first.Length;
        Learnt = [.. Enumerable.Repeat(first, Chains * Ladder.Count).SelectMany(numbers => numbers)];
        Values = new double[Chains * Ladder.Count * Unknowns];
        Coordinates = new double[Values.Length];
        LogLikelihoods = new double[Chains * Ladder.Count];
        Rejections = new double[Ladder.Count - 1];
    }

    public int Index { get; }

    public Posterior Posterior { get; }

    public StoppingWatch Watch { get; }

    public RunRecord Record { get; }

    public HiddenModeSearch Search { get; }

    public TemperatureLadder Ladder { get; private set; }

    public ulong Seed => options.Seed;

    public int Chains => options.Chains;

    public int Unknowns => Posterior.Parameters.Count;

    /// <summary>The learnt numbers of one rung.</summary>
    public int LearntLength { get; }

    public double[] Values { get; set; }

    public double[] Coordinates { get; set; }

    public double[] LogLikelihoods { get; set; }

    public double[] Learnt { get; set; }

    /// <summary>The mean rejection probabilities of the last round.</summary>
    public double[] Rejections { get; set; }

    /// <summary>Why the run failed; null while it has not.</summary>
    public ModelFailureException? Failure { get; private set; }

    /// <summary>The likelier replicas go to the higher inverse temperatures.</summary>
    public void SortReplicas(bool tunesLadder)
    {
        int rungs = Ladder.Count;
        int[] sources = [.. Enumerable.Range(0, Chains)
            .SelectMany(chain => Enumerable.Range(chain * rungs, rungs).OrderBy(replica => LogLikelihoods[replica]))];
        Rearrange(sources);
        if (tunesLadder)
        {
            Ladder = TemperatureLadder.FromPrior(rungs, LogLikelihoods);
        }
    }

    /// <summary>Sets rungs on top of the ladder.</summary>
    public void BeginSearch()
    {
        int before = Ladder.Count;
        Ladder = Ladder.Extended(options.SearchTo, Unknowns);
        Resize(before, Ladder.Count);
    }

    /// <summary>Takes the rungs above beta = 1 away again.</summary>
    public void EndSearch()
    {
        int before = Ladder.Count;
        Ladder = Ladder.UpToPosterior();
        Rejections = Rejections[..(Ladder.Count - 1)];
        Resize(before, Ladder.Count);
    }

    /// <summary>Lets the chains share what their explorers have learnt at each rung.</summary>
    public void PoolExplorers()
    {
        RungExplorer[] chains = scratch[..Chains];
        for (int rung = 1; rung < Ladder.Count; rung++)
        {
            for (int chain = 0; chain < Chains; chain++)
            {
                Read(chains[chain], Learnt, chain * Ladder.Count + rung);
            }

            chains[0].Pool(chains);
            scratch[Chains].BlendFrom(chains[0], chains[0], 0);
            for (int chain = 0; chain < Chains; chain++)
            {
                Write(chain == 0 ? chains[0] : scratch[Chains], Learnt, chain * Ladder.Count + rung);
            }
        }
    }

    /// <summary>Lays a new ladder with equal rejection rates; its rungs inherit from the old ones beside them.</summary>
    public void TuneLadder()
    {
        TemperatureLadder old = Ladder;
        var heirs = new LadderInheritance(Posterior, old);
        Ladder = old.Equalise(Rejections, options.Rungs ?? TemperatureLadder.RungsFor(Rejections.Sum()));
        double[] learnt = new double[Chains * Ladder.Count * LearntLength];
        (RungExplorer below, RungExplorer above, RungExplorer heir) = (scratch[0], scratch[Chains], scratch[Chains + 1]);
        for (int chain = 0; chain < Chains; chain++)
        {
            for (int rung = 0; rung < Ladder.Count; rung++)
            {
                (int lower, int upper, double weight) = heirs.RungsBeside(Ladder.InverseTemperatures[rung]);
                Read(below, Learnt, chain * old.Count + lower);
                Read(above, Learnt, chain * old.Count + upper);
                heir.BlendFrom(below, above, weight);
                Write(heir, learnt, chain * Ladder.Count + rung);
            }
        }

        Learnt = learnt;
        Rearrange([.. Enumerable.Range(0, Chains)
            .SelectMany(chain => Enumerable.Range(0, Ladder.Count)
                .Select(rung => chain * old.Count + heirs.RungBefore(rung, Ladder)))]);
    }

    /// <summary>The model failed: what was recorded before is all there is.</summary>
    /// <param name="values">Where.</param>
    /// <param name="chain">In which chain.</param>
    /// <param name="rung">At which rung.</param>
    /// <param name="sweep">In which sweep.</param>
    public void Fail(ReadOnlySpan<double> values, int chain, int rung, long sweep)
    {
        ITargetState state = Posterior.CreateState();
        state.Set(values);
        Fail(ModelFailureException.At(
            Posterior, values, chain, rung, Ladder.Count, sweep, Replica.Impossible(state.LogLikelihood)));
    }

    /// <summary>The model failed.</summary>
    public void Fail(ModelFailureException failure)
    {
        Failure = failure;
        Watch.HearOfFailure(Record, failure.Message);
    }

    /// <summary>What came of the run.</summary>
    /// <param name="precision">What single precision did to it; null in double precision.</param>
    /// <param name="largestShift">The shift of ln Z from which on a warning says so.</param>
    public InferenceRun ToRun(SinglePrecisionReport? precision, double largestShift)
    {
        Result? result = Record.HasResult ? Record.ToResult(Ladder, Rejections, Search, Watch) : null;
        if (result is not null && precision is not null)
        {
            string[] warning = Math.Abs(precision.LogZShift) > largestShift || double.IsNaN(precision.LogZShift)
                ? [ShiftWarning(precision, largestShift)]
                : [];
            result = result with
            {
                Report = LadderRun.Of(result) with { SinglePrecision = precision },
                Warnings = [.. result.Warnings, .. warning],
            };
        }

        return new(Index, Posterior, result, Failure is null ? null : new(Failure.Message, Failure.InnerException, result));
    }

    private static string ShiftWarning(SinglePrecisionReport precision, double largestShift) => FormattableString.Invariant(
        $"The single precision of the model shifts log Z by {precision.LogZShift:G3} +- {precision.LogZShiftStandardError:G2}, ")
        + FormattableString.Invariant($"and {largestShift:G3} was to be the most: compute in double precision.");

    /// <summary>Keeps the rungs that both ladders have; those above inherit from the uppermost.</summary>
    private void Resize(int before, int after)
    {
        int[] sources = [.. Enumerable.Range(0, Chains)
            .SelectMany(chain => Enumerable.Range(0, after).Select(rung => chain * before + Math.Min(rung, before - 1)))];
        Rearrange(sources);
        Learnt = Rows(Learnt, LearntLength, sources);
    }

    private void Rearrange(int[] sources)
    {
        Values = Rows(Values, Unknowns, sources);
        Coordinates = Rows(Coordinates, Unknowns, sources);
        LogLikelihoods = Rows(LogLikelihoods, 1, sources);
    }

    private static double[] Rows(double[] numbers, int length, int[] sources)
    {
        double[] rows = new double[sources.Length * length];
        for (int i = 0; i < sources.Length; i++)
        {
            Array.Copy(numbers, sources[i] * length, rows, i * length, length);
        }

        return rows;
    }

    private void Read(RungExplorer explorer, double[] learnt, int row)
    {
        int position = row * LearntLength;
        foreach (double[] numbers in explorer.Learnt)
        {
            Array.Copy(learnt, position, numbers, 0, numbers.Length);
            position += numbers.Length;
        }
    }

    private void Write(RungExplorer explorer, double[] learnt, int row)
    {
        int position = row * LearntLength;
        foreach (double[] numbers in explorer.Learnt)
        {
            Array.Copy(numbers, 0, learnt, position, numbers.Length);
            position += numbers.Length;
        }
    }
}
