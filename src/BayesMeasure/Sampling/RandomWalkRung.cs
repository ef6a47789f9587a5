using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Sampling;

/// <summary>The random walk of one rung.</summary>
internal sealed class RandomWalkRung : RungExplorer
{
    /// <summary>Every fourth step of a parameter is four times as long: it forgives a step size that does not fit everywhere.</summary>
    private const int StepsPerLongStep = 4;
    private const double LongStepFactor = 4;

    private readonly RandomWalk settings;
    private readonly int[][] blocks;
    private readonly double[] logSteps;
    private readonly double[] steps;
    private readonly JointStep[] jointSteps;
    private long sweeps;

    public RandomWalkRung(RandomWalk settings, ITarget target)
    {
        this.settings = settings;
        blocks = [.. target.Blocks.Select(block => block.ToArray())];
        logSteps = [.. target.Parameters.Select(parameter => Math.Log(FirstStep(parameter)))];
        steps = [.. logSteps.Select(Math.Exp)];
        jointSteps = [.. blocks.Select(block => new JointStep([.. block.Select(position => steps[position])]))];
    }

    public override void Explore(Replica replica, double inverseTemperature, RandomStream random, double adaptationGain)
    {
        sweeps++;
        bool joint = settings.SweepsPerJointMove > 0 && sweeps % settings.SweepsPerJointMove == 0;
        for (int block = 0; block < blocks.Length; block++)
        {
            if (joint && blocks[block].Length > 1)
            {
                MoveJointly(replica, block, inverseTemperature, random, adaptationGain);
            }
            else
            {
                MoveOneByOne(replica, block, inverseTemperature, random, adaptationGain);
            }

            if (adaptationGain > 0)
            {
                jointSteps[block].Learn(replica.Coordinates, blocks[block]);
            }
        }
    }

    public override void BlendFrom(RungExplorer lower, RungExplorer upper, double weight)
    {
        var (low, high) = ((RandomWalkRung)lower, (RandomWalkRung)upper);
        for (int i = 0; i < logSteps.Length; i++)
        {
            SetStep(i, (1 - weight) * low.logSteps[i] + weight * high.logSteps[i]);
        }

        for (int b = 0; b < blocks.Length; b++)
        {
            jointSteps[b].BlendFrom(low.jointSteps[b], high.jointSteps[b], weight);
        }
    }

    /// <summary>
    /// Half the prior's standard deviation on the explored scale, to first order: right near beta = 0, and adapted from there.
    /// </summary>
    private static double FirstStep(Parameter parameter)
    {
        (double mean, double sd) = (parameter.Prior.Mean, parameter.Prior.StandardDeviation);
        double step = 0.5 * parameter.Prior.Coordinate switch
        {
            Coordinate.Linear => sd,
            Coordinate.Logarithmic => sd / mean,
            _ => sd / (mean * (1 - mean)),
        };
        return step > 0 && double.IsFinite(step) ? step : 1;
    }

    private static double Probability(double logRatio) => logRatio >= 0 ? 1 : Math.Exp(logRatio);

    /// <summary>Which steps are long is settled beforehand, so each is a symmetric proposal.</summary>
    private static double StepFactor(long turn) => (turn & (StepsPerLongStep - 1)) == 0 ? LongStepFactor : 1;

    private void SetStep(int position, double logStep)
    {
        logSteps[position] = logStep;
        steps[position] = Math.Exp(logStep);
    }

    private void MoveOneByOne(Replica replica, int block, double inverseTemperature, RandomStream random, double gain)
    {
        foreach (ref readonly int position in blocks[block].AsSpan())
        {
            MoveOne(replica, in position, inverseTemperature, random, gain);
        }
    }

    private void MoveOne(Replica replica, ref readonly int position, double inverseTemperature, RandomStream random, double gain)
    {
        double step = steps[position] * StepFactor(sweeps + position) * random.NextNormal();
        double trial = replica.Coordinates[position] + step;
        double logRatio = replica.Move(new(in position), new(in trial), inverseTemperature, random.NextLogUniform());
        if (gain > 0)
        {
            SetStep(position, logSteps[position] + gain * (Probability(logRatio) - settings.SingleAcceptance));
        }
    }

    private void MoveJointly(Replica replica, int block, double inverseTemperature, RandomStream random, double gain)
    {
        int[] positions = blocks[block];
        Span<double> trial = stackalloc double[positions.Length];
        jointSteps[block].Propose(replica.Coordinates, positions, StepFactor(sweeps / settings.SweepsPerJointMove + block), random, trial);
        double logRatio = replica.Move(positions, trial, inverseTemperature, random.NextLogUniform());
        if (gain > 0)
        {
            jointSteps[block].LogScale += gain * (Probability(logRatio) - settings.JointAcceptance);
        }
    }
}
