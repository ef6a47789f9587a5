namespace BayesMeasure.Posteriors;

/// <summary>
/// A replica's point for several measurements: a state of each, of which a move touches those that read what moves. The log
/// likelihoods of all are added up anew each time, so that no rounding accumulates over many moves.
/// </summary>
internal sealed class JointState : ICurveStates
{
    private readonly int[][] positions;
    private readonly JointReader[][] readers;
    private readonly IComponentResidual[] parts;
    private readonly double[] logLikelihoods;
    private readonly double[] trialLogLikelihoods;
    private readonly double[] values;
    private readonly double[] trial;
    private readonly int[] proposed;
    private readonly int[] touched;
    private readonly int[][] moved;
    private readonly double[][] movedValues;
    private readonly int[] movedCounts;
    private int proposedCount;
    private int touchedCount;

    /// <param name="curves">The measurements.</param>
    /// <param name="readers">For each unknown, the measurements that read it.</param>
    public JointState(IReadOnlyList<MeasuredCurve> curves, JointReader[][] readers)
    {
        positions = [.. curves.Select(curve => curve.Positions.ToArray())];
        this.readers = readers;
        parts = [.. curves.Select(curve => (IComponentResidual)curve.Posterior.CreateState())];
        logLikelihoods = new double[parts.Length];
        trialLogLikelihoods = new double[parts.Length];
        values = new double[readers.Length];
        trial = new double[readers.Length];
        proposed = new int[readers.Length];
        touched = new int[parts.Length];
        moved = [.. positions.Select(places => new int[places.Length])];
        movedValues = [.. positions.Select(places => new double[places.Length])];
        movedCounts = new int[parts.Length];
    }

    public ReadOnlySpan<double> Values => values;

    public ReadOnlySpan<double> TrialValues => trial;

    public double LogLikelihood { get; private set; }

    public ReadOnlySpan<IComponentResidual> Curves => parts;

    public void Set(ReadOnlySpan<double> values)
    {
        Forget();
        values.CopyTo(trial);
        values.CopyTo(this.values);
        for (int part = 0; part < parts.Length; part++)
        {
            double[] local = movedValues[part];
            for (int i = 0; i < local.Length; i++)
            {
                local[i] = values[positions[part][i]];
            }

            parts[part].Set(local);
            logLikelihoods[part] = trialLogLikelihoods[part] = parts[part].LogLikelihood;
        }

        LogLikelihood = Sum();
    }

    public double Propose(ReadOnlySpan<int> positions, ReadOnlySpan<double> values)
    {
        Forget();
        proposedCount = positions.Length;
        for (int i = 0; i < positions.Length; i++)
        {
            proposed[i] = positions[i];
            trial[positions[i]] = values[i];
            foreach (JointReader reader in readers[positions[i]])
            {
                Move(reader, values[i]);
            }
        }

        for (int t = 0; t < touchedCount; t++)
        {
            int part = touched[t];
            int count = movedCounts[part];
            trialLogLikelihoods[part] = parts[part].Propose(moved[part].AsSpan(0, count), movedValues[part].AsSpan(0, count));
        }

        return Sum();
    }

    public void Accept()
    {
        for (int i = 0; i < proposedCount; i++)
        {
            values[proposed[i]] = trial[proposed[i]];
        }

        for (int t = 0; t < touchedCount; t++)
        {
            parts[touched[t]].Accept();
            logLikelihoods[touched[t]] = trialLogLikelihoods[touched[t]];
        }

        LogLikelihood = Sum();
    }

    /// <summary>Brings the trial back to the current point: only what was proposed last can differ.</summary>
    private void Forget()
    {
        for (int i = 0; i < proposedCount; i++)
        {
            trial[proposed[i]] = values[proposed[i]];
        }

        for (int t = 0; t < touchedCount; t++)
        {
            trialLogLikelihoods[touched[t]] = logLikelihoods[touched[t]];
            movedCounts[touched[t]] = 0;
        }

        proposedCount = 0;
        touchedCount = 0;
    }

    private void Move(JointReader reader, double value)
    {
        int count = movedCounts[reader.Part]++;
        if (count == 0)
        {
            touched[touchedCount++] = reader.Part;
        }

        moved[reader.Part][count] = reader.Local;
        movedValues[reader.Part][count] = value;
    }

    private double Sum()
    {
        double sum = trialLogLikelihoods[0];
        for (int part = 1; part < trialLogLikelihoods.Length; part++)
        {
            sum += trialLogLikelihoods[part];
        }

        return sum;
    }
}
