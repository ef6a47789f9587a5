using System.Runtime.CompilerServices;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Summaries;

namespace BayesMeasure.Criticism;

/// <summary>Whether a result is to be trusted, where the dot is.</summary>
public static class ResultCriticism
{
    private const int Simulations = 1000;

    private static readonly ConditionalWeakTable<Result, ModelCriticism> Known = [];

    extension(Result result)
    {
        /// <summary>Whether the model describes the data, and what else speaks against the result. It is computed once.</summary>
        public ModelCriticism Criticism => Known.GetValue(result, ModelCriticism.Of);

        /// <summary>
        /// A posterior predictive check: how often a statistic of data that are simulated from at most 1,000 draws, noise
        /// included, is at least that of the measured data. Near 0 or 1, the model does not bring forth data like these.
        /// </summary>
        /// <param name="statistic">A number of a measurement, such as its largest y.</param>
        /// <param name="measurement">The name of the measurement in a joint posterior; null where there is one alone.</param>
        /// <exception cref="ArgumentException">The target explains no such measurement.</exception>
        /// <exception cref="NotSupportedException">The noise is one's own and does not say how to draw.</exception>
        public SimulatedProbability PredictiveCheck(Func<Measurement, double> statistic, string? measurement = null)
        {
            ArgumentNullException.ThrowIfNull(statistic);
            var prediction = new CurvePrediction(result, measurement);
            Measurement measured = prediction.Measured;
            double found = statistic(measured);
            double[][] simulated = prediction.Measurements([.. measured.X], Simulations);
            return new(simulated.Count(y => statistic(measured.WithValues(y)) >= found), simulated.Length);
        }
    }
}
