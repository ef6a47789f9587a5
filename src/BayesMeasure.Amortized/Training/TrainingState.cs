using System.Globalization;
using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Structures;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Training;

/// <summary>
/// All that a step of training needs and leaves: weights, their average, the moments of AdamW, the number of steps.
/// </summary>
internal sealed class TrainingState : IDisposable
{
    private const string TrainingKey = "training";
    private const string StepKey = "step";
    private const string Average = "average";
    private const string FirstMoment = "first moment";
    private const string SecondMoment = "second moment";

    private readonly StructureNetwork network;
    private readonly TrainingOptions options;
    private readonly (string Name, Parameter Parameter)[] parameters;
    private readonly Tensor[] averages;
    private readonly AdamW optimiser;

    public TrainingState(StructureNetwork network, TrainingOptions options)
    {
        this.network = network;
        this.options = options;
        parameters = [.. network.Module.named_parameters()];
        averages = [.. parameters.Select(one => one.Parameter.detach().clone())];
        optimiser = optim.AdamW(
            parameters.Select(one => one.Parameter), options.LearningRate, beta2: 0.99, weight_decay: options.WeightDecay);
    }

    /// <summary>The family.</summary>
    public StructureFamily Family => network.Family;

    /// <summary>The number of steps that were made.</summary>
    public int Step { get; private set; }

    /// <summary>Makes a step.</summary>
    /// <returns>The loss before it: the mean of -ln q, in nats.</returns>
    public double Learn(TrainingBatch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        StructureModule module = network.Module;
        CurveEncoding encoding = module.Encode(batch.Curves);
        Tensor loss = module.CrossEntropies(encoding, batch.Structures, batch.Targets).mean();
        Tensor whole = batch.Parameters is { } unknowns
            ? loss + module.Parameters!.Losses(encoding, unknowns.ToTensors()).mean()
            : loss;
        optimiser.zero_grad();
        whole.backward();
        nn.utils.clip_grad_norm_(parameters.Select(one => one.Parameter), options.LargestGradient);
        foreach (optim.ILearningRateController group in optimiser.ParamGroups)
        {
            group.LearningRate = LearningRate();
        }

        using (new QuietCollector())
        {
            optimiser.step();
        }

        Step++;
        UpdateAverages();
        return loss.item<float>();
    }

    /// <summary>Judges the average of the weights.</summary>
    public (double CrossEntropy, double? Gap) Judge(TrainingJudge judge)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] own = [.. parameters.Select(one => one.Parameter.detach().clone())];
        Set(averages);
        (double CrossEntropy, double? Gap) judgement = judge.Judge(network.Module);
        Set(own);
        return judgement;
    }

    /// <summary>Gives the network the average of its weights.</summary>
    public void TakeAverage() => Set(averages);

    /// <summary>Writes the checkpoint, whole or not at all, where one is wanted.</summary>
    public void Save()
    {
        if (options.Checkpoint is not { } path)
        {
            return;
        }

        TensorFile file = NetworkFile.Of(network.Module, Family, network.Options);
        file.Texts[TrainingKey] = options.Text;
        file.Texts[StepKey] = Step.ToString(CultureInfo.InvariantCulture);
        foreach ((string name, Tensor tensor) in Kept())
        {
            file.Tensors[name] = NetworkFile.Numbers(tensor);
        }

        file.Write(path);
    }

    /// <summary>Goes back to a checkpoint.</summary>
    /// <exception cref="InvalidDataException">It is broken, or of another family or other settings.</exception>
    public void Load(string path)
    {
        string name = Path.GetFileName(path);
        TensorFile file = TensorFile.Read(path);
        NetworkFile.Load(network.Module, file, Family, name);
        string text = file.Texts.GetValueOrDefault(TrainingKey, "nothing");
        if (text != options.Text || file.Texts[NetworkFile.OptionsKey] != NetworkFile.TextOf(network.Options))
        {
            throw new InvalidDataException(
                $"{name} is of a training by other settings: {text}. Name another file, or train by these.");
        }

        Step = int.Parse(file.Texts[StepKey], CultureInfo.InvariantCulture);
        using IDisposable constant = no_grad();
        foreach ((string weight, Tensor tensor) in Kept())
        {
            NetworkFile.Set(tensor, file, weight, name);
        }

        foreach (AdamW.State moments in Moments())
        {
            moments.step = Step;
        }
    }

    public void Dispose()
    {
        optimiser.Dispose();
        Array.ForEach(averages, average => average.Dispose());
    }

    /// <summary>A linear rise, and then half a cosine to 0.</summary>
    private double LearningRate()
    {
        double rise = Math.Min(1, (Step + 1.0) / (options.WarmUp + 1));
        return options.LearningRate * rise * 0.5 * (1 + Math.Cos(Math.PI * Step / options.Steps));
    }

    /// <summary>The average of the first steps is short, lest it remember the start.</summary>
    private void UpdateAverages()
    {
        using IDisposable constant = no_grad();
        using Tensor share = tensor((float)(1 - Math.Min(options.Averaging, Step / (Step + 10.0))));
        foreach ((int i, (string _, Parameter parameter)) in parameters.Index())
        {
            averages[i].lerp_(parameter, share);
        }
    }

    private void Set(Tensor[] weights)
    {
        using IDisposable constant = no_grad();
        foreach ((int i, (string _, Parameter parameter)) in parameters.Index())
        {
            parameter.copy_(weights[i]);
        }
    }

    private IEnumerable<AdamW.State> Moments() => optimiser.state_dict().State.Cast<AdamW.State>();

    private IEnumerable<(string Name, Tensor Tensor)> Kept()
    {
        foreach ((int i, AdamW.State moments) in Moments().Index())
        {
            string name = parameters[i].Name;
            yield return ($"{Average} {name}", averages[i]);
            yield return ($"{FirstMoment} {name}", moments.exp_avg);
            yield return ($"{SecondMoment} {name}", moments.exp_avg_sq);
        }
    }
}
