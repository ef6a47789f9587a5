using BayesMeasure.Explorers;
using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Gpu.Random;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>
/// Explores: one group of threads a posterior, chain and rung moves the replica that is there once over all steps of a sweep, as
/// <c>RungExplorer</c> does on the CPU. The points of the curve are shared out among the threads.
/// </summary>
/// <remarks>
/// The replica is evaluated from scratch first: that costs less than keeping its curves in the main memory from one sweep to the
/// next, and rounding never accumulates.
/// </remarks>
internal static class ExploreKernel<TTypes, TMisfit, TLikelihood, TReal, TMemory>
    where TTypes : struct, ITermTypes
    where TMisfit : struct, IMisfit
    where TLikelihood : struct, ILikelihoodOfMisfit
    where TReal : unmanaged, IDeviceReal<TReal>, IReal<TReal>
    where TMemory : struct, IWorkspaceMemory
{
    /// <summary>One sweep of one replica.</summary>
    public static void Explore(BatchTables<TReal> tables, SweepCall call)
    {
        GroupPlace place = tables.Places[Grid.IdxX];
        TargetShape target = tables.Targets[place.Target];
        ArrayView<double> memory = TMemory.Take(tables.Workspace, tables.WorkspaceLength);
        var workspace = new Workspace(memory, target.Unknowns, target.Parameters, target.NoiseParameters);
        var rows = new CurveRows<TReal>(
            memory.SubView(workspace.Rows, memory.IntLength - workspace.Rows).Cast<TReal>(), target.Points, target.Terms);
        int rung = target.FirstReplica + place.Chain * target.Rungs + place.Rung;
        long point = target.FirstPoint
            + (long)(place.Chain * target.Rungs + tables.Occupants[rung]) * target.Unknowns;
        long learnt = target.FirstLearnt + (long)(place.Chain * target.Rungs + place.Rung) * target.LearntLength;
        double beta = tables.InverseTemperatures[target.Ladder + place.Rung];
        var pool = PoolOf(workspace, new(target.Seed, place.Chain, place.Rung, call.Number));
        var proposals = new Proposals<TReal>(tables, target, workspace);
        Load(tables, target, workspace, rows, point, pool, proposals);
        var random = new DeviceRandom<PooledDraws>(pool);
        bool drawsAll = place.Rung == 0 || call.StartingDraws > 0;
        double logLikelihood = double.NegativeInfinity;
        double misfit = 0;
        for (int step = -1; step < (drawsAll ? 0 : call.Steps); step++)
        {
            bool fromScratch = step < 0;
            StepShape shape = tables.Steps[target.FirstStep + (fromScratch ? 0 : step)];
            int moves = fromScratch ? Math.Max(1, call.StartingDraws) : (call.ActiveSteps >> step & 1) != 0 ? shape.Count : 0;
            for (int move = 0; move < moves; move++)
            {
                bool draws = fromScratch ? drawsAll : shape.Kind == MoveKind.Redraw;
                int count = target.Unknowns;
                if (draws)
                {
                    count = proposals.Draw(shape, fromScratch ? -1 : move, ref random);
                }
                else if (!fromScratch)
                {
                    count = proposals.Propose(shape, move, call.Number, learnt, ref random);
                }

                double logUniform = fromScratch ? 0 : random.NextLogUniform();
                Group.Barrier();
                double priorRatio = fromScratch ? 0 : PriorRatio(workspace, count);
                double logRatio = double.NegativeInfinity;
                double trialMisfit = misfit;
                double trialLogLikelihood = double.NegativeInfinity;
                ulong touched = fromScratch ? ulong.MaxValue : Touched(tables, target, workspace, count);
                if (priorRatio > double.NegativeInfinity)
                {
                    Resolve(tables, target, workspace, touched);
                    trialMisfit = CurveUpdate<TTypes, TMisfit, TReal>.Evaluate(
                        tables, target, workspace, rows, touched, fromScratch, misfit);
                    trialLogLikelihood = LogLikelihood(tables, target, workspace, trialMisfit);
                    if (!(trialLogLikelihood < double.PositiveInfinity))
                    {
                        NoteFailure(tables, target, workspace, rung, call.Number);
                        trialLogLikelihood = double.NegativeInfinity;
                    }

                    // What is drawn from the prior is proposed as it is distributed: the two ratios cancel.
                    logRatio = (draws ? 0 : priorRatio) + beta * (trialLogLikelihood - logLikelihood);
                }

                bool accepted = fromScratch || logUniform < logRatio;
                if (accepted)
                {
                    CurveUpdate<TTypes, TMisfit, TReal>.Accept(rows, target.Terms, touched, fromScratch);
                    AcceptParameters(tables, target, workspace, touched);
                    misfit = trialMisfit;
                    logLikelihood = trialLogLikelihood;
                }

                if (Group.IdxX == 0)
                {
                    Settle(workspace, count, accepted);
                    if (call.AdaptationGain > 0 && !fromScratch)
                    {
                        Adaptation.Learn(tables, workspace, shape, move, learnt, logRatio, call.AdaptationGain);
                    }
                }

                Group.Barrier();
                if (fromScratch && logLikelihood > double.NegativeInfinity)
                {
                    break;
                }
            }
        }

        Store(tables, target, workspace, point);
        if (Group.IdxX == 0)
        {
            tables.LogLikelihoods[rung] = logLikelihood;
        }
    }

    private static PooledDraws PoolOf(in Workspace workspace, KeyedDraws key) => new(
        key,
        workspace.Numbers.SubView(workspace.Draws, Workspace.PooledDraws),
        workspace.Numbers.SubView(workspace.Draws + Workspace.PooledDraws, Workspace.PooledDraws),
        workspace.Numbers.SubView(workspace.Draws + 2 * Workspace.PooledDraws, Workspace.PooledDraws));

    /// <summary>Brings the replica, the measured points and the first random numbers into the work memory.</summary>
    private static void Load(
        in BatchTables<TReal> tables,
        in TargetShape target,
        in Workspace workspace,
        CurveRows<TReal> rows,
        long point,
        PooledDraws draws,
        Proposals<TReal> proposals)
    {
        for (int i = Group.IdxX; i < target.Unknowns; i += Group.DimX)
        {
            double value = tables.Values[point + i];
            double coordinate = tables.Coordinates[point + i];
            workspace.Numbers[Workspace.Values + i] = value;
            workspace.Numbers[workspace.Coordinates + i] = coordinate;
            proposals.Put(i, i, value, coordinate);
        }

        for (int i = Group.IdxX; i < target.Points; i += Group.DimX)
        {
            rows.Put(i, tables.X[target.Data + i], tables.Y[target.Data + i], tables.Weights[target.Data + i]);
        }

        draws.Fill(Group.IdxX, Group.DimX);
        Group.Barrier();
    }

    private static void Store(in BatchTables<TReal> tables, in TargetShape target, in Workspace workspace, long point)
    {
        for (int i = Group.IdxX; i < target.Unknowns; i += Group.DimX)
        {
            tables.Values[point + i] = workspace.Numbers[Workspace.Values + i];
            tables.Coordinates[point + i] = workspace.Numbers[workspace.Coordinates + i];
        }
    }

    /// <summary>ln p(u') - ln p(u) of the coordinates that move.</summary>
    private static double PriorRatio(in Workspace workspace, int count)
    {
        double ratio = 0;
        for (int i = 0; i < count; i++)
        {
            int position = (int)workspace.Numbers[workspace.Moved + i];
            ratio += workspace.Numbers[workspace.TrialDensities + position] - workspace.Numbers[workspace.Densities + position];
        }

        return ratio;
    }

    private static ulong Touched(in BatchTables<TReal> tables, in TargetShape target, in Workspace workspace, int count)
    {
        ulong touched = 0;
        for (int i = 0; i < count; i++)
        {
            touched |= tables.TermMasks[target.Priors + (int)workspace.Numbers[workspace.Moved + i]];
        }

        return touched;
    }

    /// <summary>Computes the parameters of the touched terms, and of the noise, from the unknowns on trial.</summary>
    private static void Resolve(in BatchTables<TReal> tables, in TargetShape target, in Workspace workspace, ulong touched)
    {
        for (int t = 0; t < target.Terms; t++)
        {
            TermShape term = tables.Terms[target.FirstTerm + t];
            for (int i = Group.IdxX; i < term.Count && CurveUpdate<TTypes, TMisfit, TReal>.IsTouched(touched, t); i += Group.DimX)
            {
                workspace.Numbers[workspace.TrialParameters + term.Parameters + i] =
                    Resolve(tables.Sources[term.Sources + i], workspace);
            }
        }

        for (int i = Group.IdxX; i < target.NoiseParameters; i += Group.DimX)
        {
            workspace.Numbers[workspace.Noise + i] = Resolve(tables.Sources[target.NoiseSources + i], workspace);
        }

        Group.Barrier();
    }

    private static double Resolve(SourceShape source, in Workspace workspace) => source.Position < 0
        ? source.Offset
        : source.Factor * workspace.Numbers[workspace.Trial + source.Position] + source.Offset;

    private static void AcceptParameters(
        in BatchTables<TReal> tables, in TargetShape target, in Workspace workspace, ulong touched)
    {
        for (int t = 0; t < target.Terms; t++)
        {
            TermShape term = tables.Terms[target.FirstTerm + t];
            for (int i = Group.IdxX; i < term.Count && CurveUpdate<TTypes, TMisfit, TReal>.IsTouched(touched, t); i += Group.DimX)
            {
                workspace.Numbers[workspace.Parameters + term.Parameters + i] =
                    workspace.Numbers[workspace.TrialParameters + term.Parameters + i];
            }
        }
    }

    private static double LogLikelihood(
        in BatchTables<TReal> tables, in TargetShape target, in Workspace workspace, double misfit)
    {
        var noise = new ParameterView<DeviceDouble>(workspace.Numbers, workspace.Noise);
        var constants = new ParameterView<DeviceDouble>(tables.Constants, target.Constants);
        return TLikelihood.Evaluate<DeviceDouble, ParameterView<DeviceDouble>>(misfit, noise, constants).Value;
    }

    /// <summary>Makes the trial the present point, or the present point the trial again.</summary>
    private static void Settle(in Workspace workspace, int count, bool accepted)
    {
        ArrayView<double> numbers = workspace.Numbers;
        for (int i = 0; i < count; i++)
        {
            int position = (int)numbers[workspace.Moved + i];
            if (accepted)
            {
                numbers[Workspace.Values + position] = numbers[workspace.Trial + position];
                numbers[workspace.Coordinates + position] = numbers[workspace.TrialCoordinates + position];
                numbers[workspace.Densities + position] = numbers[workspace.TrialDensities + position];
            }
            else
            {
                numbers[workspace.Trial + position] = numbers[Workspace.Values + position];
            }
        }
    }

    /// <summary>Keeps the first point at this rung where the model gave NaN or +infinity.</summary>
    private static void NoteFailure(
        in BatchTables<TReal> tables, in TargetShape target, in Workspace workspace, int rung, long sweep)
    {
        if (Group.IdxX == 0 && tables.FailedSweeps[rung] < 0)
        {
            tables.FailedSweeps[rung] = sweep;
            for (int i = 0; i < target.Unknowns; i++)
            {
                tables.FailedPoints[(long)rung * tables.MostUnknowns + i] = workspace.Numbers[workspace.Trial + i];
            }
        }
    }
}
