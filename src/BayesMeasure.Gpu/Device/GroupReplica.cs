using BayesMeasure.Gpu.Random;
using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>
/// The replica that a group of threads moves in a sweep: where it stands in the tables of the batch, and its numbers in the work
/// memory of the group.
/// </summary>
/// <typeparam name="TReal">The number of the model.</typeparam>
internal readonly struct GroupReplica<TReal>
    where TReal : unmanaged
{
    /// <summary>The tables of the batch.</summary>
    public readonly BatchTables<TReal> Tables;

    /// <summary>Its posterior.</summary>
    public readonly TargetShape Target;

    /// <summary>Its numbers while it moves.</summary>
    public readonly Workspace Workspace;

    /// <summary>Its curves, and the measured points.</summary>
    public readonly CurveRows<TReal> Rows;

    /// <summary>The number of its rung among those of the batch.</summary>
    public readonly int Rung;

    /// <summary>Where what the explorers have learnt at its rung begins.</summary>
    public readonly long Learnt;

    /// <summary>The inverse temperature of its rung.</summary>
    public readonly double InverseTemperature;

    /// <summary>Where its point begins among those of the batch.</summary>
    private readonly long point;

    /// <summary>Looks up the replica that stands at a place.</summary>
    /// <param name="tables">The tables of the batch.</param>
    /// <param name="place">The posterior, the chain and the rung.</param>
    /// <param name="memory">The work memory of the group.</param>
    public GroupReplica(in BatchTables<TReal> tables, GroupPlace place, ArrayView<double> memory)
    {
        Tables = tables;
        Target = tables.Targets[place.Target];
        Workspace = new(memory, Target.Unknowns, Target.Parameters, Target.NoiseParameters);
        Rows = new(
            memory.SubView(Workspace.Rows, memory.IntLength - Workspace.Rows).Cast<TReal>(), Target.Points, Target.Terms);
        Rung = Target.FirstReplica + place.Chain * Target.Rungs + place.Rung;
        Learnt = Target.FirstLearnt + (long)(place.Chain * Target.Rungs + place.Rung) * Target.LearntLength;
        InverseTemperature = tables.InverseTemperatures[Target.Ladder + place.Rung];
        point = Target.FirstPoint + (long)(place.Chain * Target.Rungs + tables.Occupants[Rung]) * Target.Unknowns;
    }

    /// <summary>One of the steps of a sweep, without moves where it is left out in this sweep.</summary>
    public StepShape StepOf(in SweepCall call, int step)
    {
        StepShape shape = Tables.Steps[Target.FirstStep + step];
        return (call.ActiveSteps >> step & 1) != 0 ? shape : shape with { Count = 0 };
    }

    /// <summary>
    /// Brings the point, the measured points and the first random numbers into the work memory: the trial is the point itself.
    /// </summary>
    public void Load(Proposals<TReal> proposals, PooledDraws draws)
    {
        for (int i = Group.IdxX; i < Target.Unknowns; i += Group.DimX)
        {
            double value = Tables.Values[point + i];
            double coordinate = Tables.Coordinates[point + i];
            Workspace.Numbers[Workspace.Values + i] = value;
            Workspace.Numbers[Workspace.Coordinates + i] = coordinate;
            proposals.Put(i, i, value, coordinate);
        }

        for (int i = Group.IdxX; i < Target.Points; i += Group.DimX)
        {
            Rows.Put(i, Tables.X[Target.Data + i], Tables.Y[Target.Data + i], Tables.Weights[Target.Data + i]);
        }

        draws.Fill(Group.IdxX, Group.DimX);
        Group.Barrier();
    }

    /// <summary>Brings the point back to the tables of the batch.</summary>
    public void Store(double logLikelihood)
    {
        for (int i = Group.IdxX; i < Target.Unknowns; i += Group.DimX)
        {
            Tables.Values[point + i] = Workspace.Numbers[Workspace.Values + i];
            Tables.Coordinates[point + i] = Workspace.Numbers[Workspace.Coordinates + i];
        }

        if (Group.IdxX == 0)
        {
            Tables.LogLikelihoods[Rung] = logLikelihood;
        }
    }

    /// <summary>ln p(u') - ln p(u) of the coordinates that move.</summary>
    public double PriorRatio(int count)
    {
        double ratio = 0;
        for (int i = 0; i < count; i++)
        {
            int position = Moved(i);
            ratio += Workspace.Numbers[Workspace.TrialDensities + position] - Workspace.Numbers[Workspace.Densities + position];
        }

        return ratio;
    }

    /// <summary>The mask of the terms that read what moves.</summary>
    public ulong Touched(int count)
    {
        ulong touched = 0;
        for (int i = 0; i < count; i++)
        {
            touched |= Tables.TermMasks[Target.Priors + Moved(i)];
        }

        return touched;
    }

    /// <summary>Computes the parameters of the touched terms, and of the noise, from the unknowns on trial.</summary>
    public void Resolve(ulong touched)
    {
        for (int t = 0; t < Target.Terms; t++)
        {
            TermShape term = Tables.Terms[Target.FirstTerm + t];
            for (int i = Group.IdxX; i < term.Count && TermShape.IsTouched(touched, t); i += Group.DimX)
            {
                Workspace.Numbers[Workspace.TrialParameters + term.Parameters + i] = Resolve(Tables.Sources[term.Sources + i]);
            }
        }

        for (int i = Group.IdxX; i < Target.NoiseParameters; i += Group.DimX)
        {
            Workspace.Numbers[Workspace.Noise + i] = Resolve(Tables.Sources[Target.NoiseSources + i]);
        }

        Group.Barrier();
    }

    /// <summary>Makes the parameters of the touched terms on trial the present ones.</summary>
    public void AcceptParameters(ulong touched)
    {
        for (int t = 0; t < Target.Terms; t++)
        {
            TermShape term = Tables.Terms[Target.FirstTerm + t];
            for (int i = Group.IdxX; i < term.Count && TermShape.IsTouched(touched, t); i += Group.DimX)
            {
                Workspace.Numbers[Workspace.Parameters + term.Parameters + i] =
                    Workspace.Numbers[Workspace.TrialParameters + term.Parameters + i];
            }
        }
    }

    /// <summary>Makes the trial the present point, or the present point the trial again. One thread does it.</summary>
    public void Settle(int count, bool accepted)
    {
        ArrayView<double> numbers = Workspace.Numbers;
        for (int i = 0; i < count; i++)
        {
            int position = Moved(i);
            if (accepted)
            {
                numbers[Workspace.Values + position] = numbers[Workspace.Trial + position];
                numbers[Workspace.Coordinates + position] = numbers[Workspace.TrialCoordinates + position];
                numbers[Workspace.Densities + position] = numbers[Workspace.TrialDensities + position];
            }
            else
            {
                numbers[Workspace.Trial + position] = numbers[Workspace.Values + position];
            }
        }
    }

    /// <summary>Keeps the first point at this rung where the model gave NaN or +infinity.</summary>
    public void NoteFailure(long sweep)
    {
        if (Group.IdxX == 0 && Tables.FailedSweeps[Rung] < 0)
        {
            Tables.FailedSweeps[Rung] = sweep;
            for (int i = 0; i < Target.Unknowns; i++)
            {
                Tables.FailedPoints[(long)Rung * Tables.MostUnknowns + i] = Workspace.Numbers[Workspace.Trial + i];
            }
        }
    }

    private int Moved(int index) => (int)Workspace.Numbers[Workspace.Moved + index];

    private double Resolve(SourceShape source) => source.Unknown < 0
        ? source.Offset
        : source.Factor * Workspace.Numbers[Workspace.Trial + source.Unknown] + source.Offset;
}

/// <summary>What a group of threads works on in a sweep.</summary>
/// <param name="Target">The posterior.</param>
/// <param name="Chain">The chain.</param>
/// <param name="Rung">The rung.</param>
internal readonly record struct GroupPlace(int Target, int Chain, int Rung);
