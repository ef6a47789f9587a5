using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// The points from which a search begins anew: a mode with one component exchanged, or perturbed at random: components that are
/// put elsewhere, one that is split in two at the cost of another, all that are inserted anew in another order, or a draw from
/// the prior, as where there are no components.
/// </summary>
/// <param name="searched">The target.</param>
/// <param name="seed">The seed of the search.</param>
internal sealed class ModeRestart(SearchedTarget searched, ulong seed)
{
    private const double SplitShare = 0.2;
    private const double AnewShare = 0.1;
    private const double PriorShare = 0.15;
    private const double TwoShare = 0.5;
    private const double OtherShare = 0.5;
    private const double SplitStep = 0.05;
    private const int MostDraws = 1000;

    private readonly ComponentExchange[] splits = [.. ComponentExchange.SplitsAmong(searched.Kinds)];

    /// <summary>The seed of the search.</summary>
    public ulong Seed => seed;

    /// <summary>Searches once, from one of the modes so far.</summary>
    /// <param name="searcher">Who searches.</param>
    /// <param name="number">The number of the restart: its random numbers depend on it and on the seed alone.</param>
    /// <param name="told">The modes so far that are told of, the best first.</param>
    /// <param name="least">A log density: a search that hardly comes so far is given up.</param>
    /// <param name="values">Is given where the search ended, roughly.</param>
    /// <returns>The log density there.</returns>
    public double Run(ModeSearcher searcher, int number, IReadOnlyList<FoundMode> told, double least, double[] values)
    {
        var random = new RandomStream(seed, chain: 0, replica: number);
        int from = random.NextUniform() < OtherShare ? random.NextInteger(told.Count) : 0;
        told[from].Values.CopyTo(values, 0);
        int count = searched.Components.Count;
        double choice = random.NextUniform();
        if (count == 0)
        {
            return FromPrior(searcher, values, random);
        }

        bool[] missing = new bool[count];
        if (choice < SplitShare && splits.Length > 0)
        {
            Split(splits[random.NextInteger(splits.Length)], values, random);
            return searcher.Complete(values, missing, random, least);
        }

        if (choice > 1 - PriorShare)
        {
            searched.Unknowns.Draw(values, random);
        }
        else if (choice > 1 - PriorShare - AnewShare || count == 1)
        {
            Array.Fill(missing, true);
            DrawOthers(values, random);
        }
        else
        {
            missing[random.NextInteger(count)] = true;
            missing[random.NextInteger(count)] |= random.NextUniform() < TwoShare;
        }

        return searcher.Complete(values, missing, random, least);
    }

    /// <summary>Exchanges one component of a mode.</summary>
    /// <param name="searcher">Who searches.</param>
    /// <param name="number">The number of the restart: its random numbers depend on it and on the seed alone.</param>
    /// <param name="planned">The exchange.</param>
    /// <param name="least">A log density: a search that hardly comes so far is given up.</param>
    /// <param name="values">Is given where the search ended, roughly.</param>
    /// <returns>The log density there.</returns>
    public double Exchange(
        ModeSearcher searcher, int number, PlannedExchange planned, double least, double[] values)
    {
        ComponentExchange exchange = planned.Exchange;
        if (exchange.Split < 0)
        {
            IReadOnlyList<double[]> places = planned.Vacancies.Of(exchange.Removed, searcher);
            if (exchange.Place >= places.Count)
            {
                return double.NegativeInfinity;
            }

            places[exchange.Place].CopyTo(values, 0);
            return searcher.Refit(values, least);
        }

        planned.From.Values.CopyTo(values, 0);
        var random = new RandomStream(seed, chain: 0, replica: number);
        Split(exchange, values, random);
        return searcher.Refit(values, least);
    }

    /// <summary>A climb from a draw from the prior where the data are possible.</summary>
    public double FromPrior(ModeSearcher searcher, double[] values, RandomStream random)
    {
        for (int draw = 0; draw < MostDraws; draw++)
        {
            searched.Unknowns.Draw(values, random);
            double height = searcher.Climb.Climb(values);
            if (double.IsFinite(height))
            {
                return height;
            }
        }

        return double.NegativeInfinity;
    }

    /// <summary>Half of the time, what is no component's own begins at a draw from the prior.</summary>
    private void DrawOthers(double[] values, RandomStream random)
    {
        double[] drawn = new double[values.Length];
        searched.Unknowns.Draw(drawn, random);
        bool takes = random.NextUniform() < 0.5;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = takes && !searched.Inserted[i] ? drawn[i] : values[i];
        }
    }

    /// <summary>
    /// Gives a component the place of another one of its kind, each with half of the amplitude, and moves their shapes apart
    /// along a random direction.
    /// </summary>
    private void Split(ComponentExchange exchange, double[] values, RandomStream random)
    {
        InsertedComponent first = searched.Components[exchange.Split];
        InsertedComponent second = searched.Components[exchange.Removed];
        second.Copy(first, values);
        for (int i = 0; i < first.Amplitudes.Length; i++)
        {
            Move(first.Amplitudes[i], values, half: true, 0);
            Move(second.Amplitudes[i], values, half: true, 0);
        }

        for (int i = 0; i < first.Shapes.Length; i++)
        {
            double step = SplitStep * random.NextNormal();
            Move(first.Shapes[i], values, half: false, step);
            Move(second.Shapes[i], values, half: false, -step);
        }
    }

    /// <summary>Halves a value, or moves its coordinate by a share of its range.</summary>
    private void Move(int unknown, double[] values, bool half, double share)
    {
        ExploredRange range = searched.Unknowns.Ranges[unknown];
        double value = half ? 0.5 * values[unknown] : values[unknown];
        double coordinate = searched.Unknowns.ToCoordinate(unknown, value) + share * (range.High - range.Low);
        values[unknown] = searched.Unknowns.FromCoordinate(unknown, coordinate);
    }
}
