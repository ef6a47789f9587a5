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
/// next, and rounding never accumulates. That evaluation is a step like the others, so that the code of the model is in the
/// kernel once.
/// </remarks>
/// <typeparam name="TTypes">The components of the model.</typeparam>
/// <typeparam name="TDensity">The density of the noise.</typeparam>
/// <typeparam name="TReal">The number of the model.</typeparam>
/// <typeparam name="TMemory">Where the groups have their work memory.</typeparam>
internal static class ExploreKernel<TTypes, TDensity, TReal, TMemory>
    where TTypes : struct, ITermTypes
    where TDensity : struct, INoiseDensity
    where TReal : unmanaged, IDeviceReal<TReal>, IReal<TReal>
    where TMemory : struct, IWorkspaceMemory
{
    /// <summary>One sweep of one replica.</summary>
    public static void Explore(BatchTables<TReal> tables, SweepCall call)
    {
        GroupPlace place = tables.Places[Grid.IdxX];
        var replica = new GroupReplica<TReal>(tables, place, TMemory.Take(tables.Workspace, tables.WorkspaceLength));
        var proposals = new Proposals<TReal>(replica);
        PooledDraws pool = replica.Workspace.Pool(new(replica.Target.Seed, place.Chain, place.Rung, call.Number));
        replica.Load(proposals, pool);
        var random = new DeviceRandom<PooledDraws>(pool);
        var present = new Evaluation(0, double.NegativeInfinity);

        // Where all is drawn from the prior, as at beta = 0, there is nothing left to explore.
        bool isDrawn = place.Rung == 0 || call.StartingDraws > 0;
        int steps = isDrawn ? 0 : call.Steps;
        for (int step = 0; step <= steps; step++)
        {
            StepShape shape = step == 0 ? StepShape.Beginning(isDrawn, call.StartingDraws) : replica.StepOf(call, step - 1);
            for (int move = 0; move < shape.Count; move++)
            {
                Move(replica, proposals, shape, move, call, ref random, ref present);
                if (shape.IsStart && present.LogLikelihood > double.NegativeInfinity)
                {
                    break;
                }
            }
        }

        replica.Store(present.LogLikelihood);
    }

    /// <summary>One move: a trial is written down, evaluated, and accepted or forgotten.</summary>
    private static void Move(
        in GroupReplica<TReal> replica,
        Proposals<TReal> proposals,
        in StepShape step,
        int move,
        in SweepCall call,
        ref DeviceRandom<PooledDraws> random,
        ref Evaluation present)
    {
        int count = proposals.Propose(step, move, call.Number, ref random);
        double logUniform = step.IsStart ? 0 : random.NextLogUniform();
        Group.Barrier();
        double priorRatio = step.IsStart ? 0 : replica.PriorRatio(count);
        ulong touched = step.IsStart ? ulong.MaxValue : replica.Touched(count);
        var trial = new Evaluation(present.Misfit, double.NegativeInfinity);
        double logRatio = double.NegativeInfinity;
        if (priorRatio > double.NegativeInfinity)
        {
            trial = Evaluate(replica, touched, step.IsStart, present.Misfit, call.Number);

            // What is drawn from the prior is proposed as it is distributed: the two ratios cancel.
            logRatio = (step.DrawsFromPrior ? 0 : priorRatio)
                + replica.InverseTemperature * (trial.LogLikelihood - present.LogLikelihood);
        }

        bool accepted = step.IsStart || logUniform < logRatio;
        if (accepted)
        {
            CurveUpdate<TTypes, TDensity, TReal>.Accept(replica, touched, step.IsStart);
            replica.AcceptParameters(touched);
            present = trial;
        }

        if (Group.IdxX == 0)
        {
            replica.Settle(count, accepted);
            if (call.AdaptationGain > 0)
            {
                Adaptation.Learn(replica, step, move, logRatio, call.AdaptationGain);
            }
        }

        Group.Barrier();
    }

    /// <summary>The misfit and the log likelihood of the trial; a failure of the model is noted, and is an impossible
    /// point.</summary>
    private static Evaluation Evaluate(
        in GroupReplica<TReal> replica, ulong touched, bool fromScratch, double misfit, long sweep)
    {
        replica.Resolve(touched);
        double trialMisfit = CurveUpdate<TTypes, TDensity, TReal>.Evaluate(replica, touched, fromScratch, misfit);
        var noise = new ParameterView<DeviceDouble>(replica.Workspace.Numbers, replica.Workspace.Noise);
        var constants = new ParameterView<DeviceDouble>(replica.Tables.Constants, replica.Target.Constants);
        double logLikelihood =
            TDensity.LogLikelihood<DeviceDouble, ParameterView<DeviceDouble>>(trialMisfit, noise, constants).Value;
        if (!(logLikelihood < double.PositiveInfinity))
        {
            replica.NoteFailure(sweep);
            logLikelihood = double.NegativeInfinity;
        }

        return new(trialMisfit, logLikelihood);
    }

    /// <summary>What a point comes to.</summary>
    private readonly record struct Evaluation(double Misfit, double LogLikelihood);
}

/// <summary>What is the same for all groups of a sweep.</summary>
/// <param name="Number">The number of the sweep since the run began; 0 while replicas are put at their first points.</param>
/// <param name="AdaptationGain">How far steps may change; 0 when nothing adapts.</param>
/// <param name="Row">The row of the record that the sweep fills; -1 for none.</param>
/// <param name="Rows">The rows of the record of a chain.</param>
/// <param name="Steps">The number of steps of a sweep, at most 32.</param>
/// <param name="ActiveSteps">Which of them are made in this sweep, bit by bit.</param>
/// <param name="StartingDraws">
/// The draws from the prior that a replica may take to find a possible point; 0 but at the start.
/// </param>
internal readonly record struct SweepCall(
    long Number, double AdaptationGain, int Row, int Rows, int Steps, uint ActiveSteps, int StartingDraws);
