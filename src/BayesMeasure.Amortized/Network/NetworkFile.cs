using System.Globalization;
using System.Text.Json;
using BayesMeasure.Amortized.Structures;
using BayesMeasure.Reports;
using TorchSharp;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Network;

/// <summary>Networks in files, whose headers tell family, priors, design, size, seeds and versions.</summary>
internal static class NetworkFile
{
    private const string Format = "BayesMeasure structure network";
    private const int FormatVersion = 1;
    private const string FormatKey = "format";
    private const string VersionKey = "format version";

    /// <summary>What a file calls the size of its network.</summary>
    public const string OptionsKey = "network";

    /// <summary>The weights and constants of a network, with what tells it from others.</summary>
    /// <param name="module">The network.</param>
    /// <param name="family">What it is about.</param>
    /// <param name="options">Its size.</param>
    public static TensorFile Of(StructureModule module, StructureFamily family, NetworkOptions options)
    {
        var file = new TensorFile();
        Describe(file, family, options);
        file.Texts["libtorch"] = __version__;
        foreach ((string name, Tensor one) in module.state_dict())
        {
            file.Tensors[name] = Numbers(one);
        }

        return file;
    }

    /// <summary>Writes into a file what tells its network from others.</summary>
    public static void Describe(TensorFile file, StructureFamily family, NetworkOptions options)
    {
        file.Texts[FormatKey] = Format;
        file.Texts[VersionKey] = FormatVersion.ToString(CultureInfo.InvariantCulture);
        file.Texts["library"] = $"{typeof(NetworkFile).Assembly.GetName().Version}";
        file.Texts[OptionsKey] = TextOf(options);
        foreach ((string name, string text) in family.Description)
        {
            file.Texts[name] = text;
        }
    }

    /// <summary>Makes the network of a file.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is of another family, of a newer format, or lacks weights; the message says which.
    /// </exception>
    public static (StructureModule Module, NetworkOptions Options) Open(TensorFile file, StructureFamily family, string name)
    {
        NetworkOptions options = Require(file, family, name);
        var module = new StructureModule(family, options);
        Load(module, file, family, name);
        return (module, options);
    }

    /// <summary>Gives a network the weights of a file.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is of another family, of a newer format, or lacks weights; the message says which.
    /// </exception>
    public static void Load(StructureModule module, TensorFile file, StructureFamily family, string name)
    {
        _ = Require(file, family, name);
        using IDisposable constant = no_grad();
        foreach ((string weight, Tensor to) in module.state_dict())
        {
            Set(to, file, weight, name);
        }
    }

    /// <summary>Requires that a file is of a network of a family, before memory is taken for it.</summary>
    /// <returns>The size of the network.</returns>
    /// <exception cref="InvalidDataException">It is not; the message says in what.</exception>
    public static NetworkOptions Require(TensorFile file, StructureFamily family, string name)
    {
        RequireFormat(file, name);
        RequireFamily(file, family, name);
        return RequireSize(file, name);
    }

    /// <summary>The size of a network, as a file has it.</summary>
    public static string TextOf(NetworkOptions options) => JsonSerializer.Serialize(options);

    /// <summary>The numbers of a tensor.</summary>
    public static NamedTensor Numbers(Tensor tensor)
    {
        using Tensor numbers = tensor.detach().contiguous();
        return new([.. tensor.shape], numbers.data<float>().ToArray());
    }

    /// <summary>Gives a tensor the numbers that a file has under a name.</summary>
    public static void Set(Tensor tensor, TensorFile file, string weight, string name)
    {
        if (!file.Tensors.TryGetValue(weight, out NamedTensor? numbers) || !numbers.Shape.SequenceEqual(tensor.shape))
        {
            throw new InvalidDataException($"{name} has no \"{weight}\" of the size that its network needs.");
        }

        using Tensor values = torch.tensor(numbers.Values, numbers.Shape);
        tensor.copy_(values);
    }

    private static void RequireFormat(TensorFile file, string name)
    {
        string version = file.Texts.GetValueOrDefault(VersionKey, "");
        bool hasVersion = int.TryParse(version, CultureInfo.InvariantCulture, out int number);
        if (file.Texts.GetValueOrDefault(FormatKey) != Format || !hasVersion)
        {
            throw new InvalidDataException($"{name} holds tensors, but is no {Format}.");
        }

        if (number > FormatVersion)
        {
            throw new InvalidDataException(
                $"{name} has format {number}; this library reads up to {FormatVersion}. Use a newer one, or train anew.");
        }
    }

    private static void RequireFamily(TensorFile file, StructureFamily family, string name)
    {
        foreach ((string key, string text) in family.Description)
        {
            string trained = file.Texts.GetValueOrDefault(key, "nothing");
            if (trained != text)
            {
                throw new InvalidDataException(
                    PrintableText.Message(
                    $"{name} was trained for another family than \"{family.Name}\": "
                    + $"its {key} is \"{trained}\", not \"{text}\"."));
            }
        }
    }

    /// <summary>A header that asks for more weights than the file has would ask for any memory.</summary>
    private static NetworkOptions RequireSize(TensorFile file, string name)
    {
        try
        {
            NetworkOptions options = JsonSerializer.Deserialize<NetworkOptions>(file.Texts.GetValueOrDefault(OptionsKey, "{}"))
                ?? throw new JsonException("it is null");
            options.RequireValid();
            double squares = (double)options.Width * options.Width * ((double)options.EncoderLayers + options.DecoderLayers);
            return squares < file.Tensors.Values.Sum(tensor => (double)tensor.Values.Length)
                ? options
                : throw new ArgumentException("the file has fewer weights");
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException(
                $"{name} has no size of a network that its weights are of: train it anew, or take another copy.", fault);
        }
    }
}
