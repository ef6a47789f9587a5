using System.Globalization;
using BayesMeasure.Amortized.Tests.Training;

namespace BayesMeasure.Amortized.Tests;

/// <summary>
/// Kills trainings, and compares their weights with those of one that nobody disturbed: [--kills N] [--seed N]. As "train CHECKPOINT
/// ANSWER" it is the training that is killed.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["train", string checkpoint, string answer]:
                KilledTraining.Train(checkpoint, answer);
                return 0;
            case ["--kills", string kills, .. string[] rest]:
                ulong seed = rest is ["--seed", string number] ? ulong.Parse(number, CultureInfo.InvariantCulture) : 1;
                KilledTraining trial = KilledTraining.Run(int.Parse(kills, CultureInfo.InvariantCulture), seed);
                Console.WriteLine(trial);
                return trial.Different == 0 ? 0 : 1;
            default:
                Console.Error.WriteLine("Usage: BayesMeasure.Amortized.Tests --kills N [--seed N]");
                return 2;
        }
    }
}
