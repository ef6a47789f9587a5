using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>
/// The hot loop: one pass over the points for each term that a move touches gives its new curve, the new prediction and the new
/// misfit. f' = f - c(x) + c'(x), misfit' = sum of m(y, f', w).
/// </summary>
internal static class CurveUpdate<TTypes, TDensity, TReal>
    where TTypes : struct, ITermTypes
    where TDensity : struct, INoiseDensity
    where TReal : unmanaged, IDeviceReal<TReal>, IReal<TReal>
{
    /// <summary>Updates the touched terms; from scratch, all of them from curves of zeros.</summary>
    /// <param name="replica">The replica, with the parameters on trial.</param>
    /// <param name="touched">The mask of the terms that are touched.</param>
    /// <param name="fromScratch">Whether nothing is cached.</param>
    /// <param name="misfit">The present misfit.</param>
    /// <returns>The misfit on trial.</returns>
    public static double Evaluate(in GroupReplica<TReal> replica, ulong touched, bool fromScratch, double misfit)
    {
        CurveRows<TReal> rows = replica.Rows;
        if (fromScratch)
        {
            Clear(rows, replica.Target.Terms);
        }

        double sum = 0;
        int source = CurveRows<TReal>.Prediction;
        int slot = 0;
        for (int t = 0; t < replica.Target.Terms; t++)
        {
            if (TermShape.IsTouched(touched, t))
            {
                TermShape term = replica.Tables.Terms[replica.Target.FirstTerm + t];
                int trialRow = fromScratch ? CurveRows<TReal>.Curve(t) : rows.TrialCurve(slot);
                double factor = fromScratch ? double.NaN : Factor(term, replica.Workspace);
                sum = Pass(term, replica.Workspace, rows, source, CurveRows<TReal>.Curve(t), trialRow, factor);
                source = CurveRows<TReal>.TrialPrediction;
                slot++;
            }
        }

        if (slot == 0 && (TDensity.MisfitReadsParameters || replica.Target.Terms == 0))
        {
            return GroupSum.Of(Misfit(replica.Workspace, rows), replica.Workspace);
        }

        return slot == 0 ? misfit : GroupSum.Of(sum, replica.Workspace);
    }

    /// <summary>Makes the curves on trial the present ones.</summary>
    public static void Accept(in GroupReplica<TReal> replica, ulong touched, bool fromScratch)
    {
        CurveRows<TReal> rows = replica.Rows;
        int slot = 0;
        for (int t = 0; t < replica.Target.Terms; t++)
        {
            if (TermShape.IsTouched(touched, t))
            {
                Copy(rows, fromScratch ? CurveRows<TReal>.Curve(t) : rows.TrialCurve(slot), CurveRows<TReal>.Curve(t));
                slot++;
            }
        }

        if (slot > 0)
        {
            Copy(rows, CurveRows<TReal>.TrialPrediction, CurveRows<TReal>.Prediction);
        }
    }

    private static void Clear(CurveRows<TReal> rows, int terms)
    {
        for (int i = Group.IdxX; i < rows.Length; i += Group.DimX)
        {
            rows[CurveRows<TReal>.Prediction, i] = 0.0;
            for (int t = 0; t < terms; t++)
            {
                rows[CurveRows<TReal>.Curve(t), i] = 0.0;
            }
        }
    }

    private static void Copy(CurveRows<TReal> rows, int from, int to)
    {
        for (int i = Group.IdxX; i < rows.Length; i += Group.DimX)
        {
            rows[to, i] = rows[from, i];
        }
    }

    /// <summary>
    /// What the curve of a term is multiplied by where its amplitude at most has moved: such a move needs no evaluation. NaN
    /// where the shape has moved, or the amplitude was 0.
    /// </summary>
    private static double Factor(in TermShape term, in Workspace workspace)
    {
        int present = workspace.Parameters + term.Parameters;
        int trial = workspace.TrialParameters + term.Parameters;
        double factor = 1;
        for (int i = 0; i < term.Count; i++)
        {
            double before = workspace.Numbers[present + i];
            double after = workspace.Numbers[trial + i];
            if (i == term.Amplitude)
            {
                factor *= after / before;
            }
            else if (before != after)
            {
                factor = double.NaN;
            }
        }

        return factor;
    }

    private static double Pass(
        in TermShape term, in Workspace workspace, CurveRows<TReal> rows, int source, int curve, int trialCurve, double factor)
    {
        var p = new ParameterView<TReal>(workspace.Numbers, workspace.TrialParameters + term.Parameters);
        var q = new ParameterView<TReal>(workspace.Numbers, workspace.Noise);

        // A factor that is no finite number, as after an amplitude of 0, holds nothing that could bring the curve back.
        bool rescales = factor - factor == 0;
        TReal ratio = factor;
        double sum = 0;
        for (int i = Group.IdxX; i < rows.Length; i += Group.DimX)
        {
            TReal before = rows[curve, i];
            TReal c = rescales ? ratio * before : TTypes.Evaluate<TReal, ParameterView<TReal>>(term.Kind, rows.X(i), p);
            TReal f = rows[source, i] - before + c;
            rows[trialCurve, i] = c;
            rows[CurveRows<TReal>.TrialPrediction, i] = f;
            sum += TReal.ToDouble(TDensity.Misfit(rows.Y(i), f, rows.Weight(i), q));
        }

        return sum;
    }

    private static double Misfit(in Workspace workspace, CurveRows<TReal> rows)
    {
        var q = new ParameterView<TReal>(workspace.Numbers, workspace.Noise);
        double sum = 0;
        for (int i = Group.IdxX; i < rows.Length; i += Group.DimX)
        {
            sum += TReal.ToDouble(TDensity.Misfit(rows.Y(i), rows[CurveRows<TReal>.Prediction, i], rows.Weight(i), q));
        }

        return sum;
    }
}
