using System.Globalization;
using BayesMeasure.Amortized.Tests.Training;

namespace BayesMeasure.Amortized.Tests;

/// <summary>
/// What takes longer than a test. --kills N [--seed N]: kills trainings, and compares their weights with those of one that nobody
/// disturbed; as "train CHECKPOINT ANSWER" it is the training that is killed. --columns K --steps N [--seed N]: trains for sums
/// of K columns, and prints how near the network comes to exact posteriors, and in which time of the processor.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        switch (arguments)
        {
            case ["train", string checkpoint, string answer]:
                KilledTraining.Train(checkpoint, answer);
                return 0;
            case ["--kills", string kills, .. string[] rest]:
                KilledTraining trial = KilledTraining.Run(int.Parse(kills, CultureInfo.InvariantCulture), SeedOf(rest));
                Console.WriteLine(trial);
                return trial.Different == 0 ? 0 : 1;
            case ["--columns", string columns, "--steps", string steps, .. string[] rest]:
                MeasuredTraining.Run(
                    int.Parse(columns, CultureInfo.InvariantCulture),
                    int.Parse(steps, CultureInfo.InvariantCulture),
                    SeedOf(rest));
                return 0;
            default:
                Console.Error.WriteLine(
                    "Usage: BayesMeasure.Amortized.Tests --kills N [--seed N] | --columns K --steps N [--seed N]");
                return 2;
        }
    }

    private static ulong SeedOf(string[] rest) =>
        rest is ["--seed", string seed] ? ulong.Parse(seed, CultureInfo.InvariantCulture) : 1;
}
