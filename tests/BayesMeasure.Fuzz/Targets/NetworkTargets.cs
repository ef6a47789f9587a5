using System.Globalization;
using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Structures;
using BayesMeasure.Measurements;
using BayesMeasure.Models;

namespace BayesMeasure.Fuzz.Targets;

/// <summary>Files of networks: header and table of tensors, as far as they are read before torch is asked for anything.</summary>
internal static class NetworkTargets
{
    private const string Name = "network.safetensors";

    private static readonly string Folder = Directory.CreateTempSubdirectory("fuzz-networks-").FullName;

    private static readonly StructureFamily Family = StructureFamily.Linear(
        new Measurement([1, 2, 3], [0, 0, 0]),
        [StructurePart.Optional("level", ForwardModel.Function((double x, double height) => height))]);

    /// <summary>The targets.</summary>
    public static IEnumerable<FuzzTarget> All => [Networks];

    private static FuzzTarget Networks
    {
        get
        {
            string path = Path.Combine(Folder, Name);
            byte[] original = Written(path);
            return new("networks (safetensors)", random => new Mutation(random).Of([original]), input =>
            {
                File.WriteAllBytes(path, input);
                try
                {
                    NetworkFile.Require(TensorFile.Read(path), Family, Name);
                    return null;
                }
                catch (InvalidDataException refusal)
                {
                    return refusal.Message;
                }
            });
        }
    }

    /// <summary>A file as a network writes it, of other sizes: what tells it from others, the weights by their names.</summary>
    private static byte[] Written(string path)
    {
        var file = new TensorFile();
        NetworkFile.Describe(file, Family, new() { Width = 4, Heads = 2 });
        foreach (int layer in Enumerable.Range(0, 8))
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"encoder.blocks.{layer}.weight");
            file.Tensors[name] = new([4, 16], [.. Enumerable.Range(0, 64).Select(i => (float)i)]);
        }

        file.Write(path);
        return File.ReadAllBytes(path);
    }
}
