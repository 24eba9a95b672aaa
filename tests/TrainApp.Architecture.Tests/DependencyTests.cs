using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace TrainApp.Architecture.Tests;

public class DependencyTests
{
    /// <summary>The rooms of the runtime, the lowest first: a type knows types of its own room and of lower ones.</summary>
    private static readonly string[] s_rooms =
    [
        "Formats", "Findings", "Messages", "Contract", "Platform", "Files", "Devices", "ModelStore", "Pictures", "Shapes", "Projects", "Cache", "Versions", "Inspection", "Preparation", "Tuning", "Training", "Machine",
        "Hosting", "Schemas", "Requests", "Runs", "Preflight", "Finalization", "Workers", "Control", "Reports", "CommandLine",
    ];

    /// <summary>The rooms of the page and the HTTP API, the lowest first. What the setup and its check say of each other stands in two rooms of one height.</summary>
    private static readonly string[][] s_guiRooms =
    [
        ["Setup", "Service"], ["Assets"], ["Security"], ["Streaming"], ["Api"], ["Steps"], ["Live"], ["Pages"], ["Serving"],
    ];

    /// <summary>The rooms of everything that sees, the lowest first.</summary>
    private static readonly string[] s_visionRooms =
        ["Files", "Masks", "Images", "Detection", "Conversion", "CocoEvaluation", "Benchmarking", "Reporting", "Inference", "Verbs"];

    [Theory]
    [InlineData("TrainApp.Runtime", "TrainApp.Vision")]
    [InlineData("TrainApp.Runtime", "TrainApp.Onnx")]
    [InlineData("TrainApp.Runtime", "TrainApp.Torch")]
    [InlineData("TrainApp.Runtime", "TrainApp.Gui")]
    [InlineData("TrainApp.Vision", "TrainApp.Gui")]
    [InlineData("TrainApp.Onnx", "TrainApp.Gui")]
    [InlineData("TrainApp.Torch", "TrainApp.Gui")]
    [InlineData("TrainApp.Vision", "TrainApp.Onnx")]
    [InlineData("TrainApp.Vision", "TrainApp.Torch")]
    [InlineData("TrainApp.Onnx", "TrainApp.Torch")]
    public void A_project_does_not_know_those_above_it(string lower, string upper)
    {
        IArchRule rule = Types().That().ResideInAssembly(System.Reflection.Assembly.Load(lower))
            .Should().NotDependOnAny(Types().That().ResideInAssembly(System.Reflection.Assembly.Load(upper)));
        rule.Check(House.Product);
    }

    [Theory]
    [InlineData("TorchSharp")]
    [InlineData("SkiaSharp")]
    [InlineData("Microsoft.ML.OnnxRuntime")]
    public void The_runtime_needs_no_native_library(string library)
    {
        var references = System.Reflection.Assembly.Load("TrainApp.Runtime").GetReferencedAssemblies().Select(name => name.Name!).ToList();
        Assert.Contains("YamlDotNet", references);
        Assert.DoesNotContain(references, name => name.StartsWith(library, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_folder_of_the_runtime_is_a_known_room()
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(House.Root, "src", "TrainApp.Runtime"))
            .Select(path => Path.GetFileName(path)!)
            .Where(name => name is not ("build" or "bin" or "obj"));
        Assert.Equal(s_rooms.Except(["Formats"]).Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Between_the_rooms_of_the_runtime_arrows_point_one_way()
    {
        var rooms = House.RoomsOf("TrainApp.Runtime").ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        foreach (var (type, _) in House.RoomsOf("Formats")) rooms[type] = "Formats";
        AssertOneWay(rooms, room => Array.IndexOf(s_rooms, room), atLeast: 150);
    }

    [Fact]
    public void Between_the_rooms_of_the_page_arrows_point_one_way() =>
        AssertOneWay(House.RoomsOf("TrainApp.Gui"), room => Array.FindIndex(s_guiRooms, level => level.Contains(room)), atLeast: 50);

    [Fact]
    public void Every_folder_of_the_page_that_holds_types_is_a_known_room() =>
        Assert.Subset(s_guiRooms.SelectMany(level => level).ToHashSet(), House.RoomsOf("TrainApp.Gui").Values.ToHashSet());

    [Fact]
    public void Between_the_rooms_that_see_arrows_point_one_way() =>
        AssertOneWay(House.RoomsOf("TrainApp.Vision"), room => Array.IndexOf(s_visionRooms, room), atLeast: 100);

    [Fact]
    public void Every_folder_that_sees_and_holds_types_is_a_known_room() =>
        Assert.Subset(s_visionRooms.ToHashSet(), House.RoomsOf("TrainApp.Vision").Values.ToHashSet());

    private static void AssertOneWay(IReadOnlyDictionary<string, string> rooms, Func<string, int> height, int atLeast)
    {
        var checkedTypes = 0;
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in House.Product.Types.Where(type => rooms.ContainsKey(House.Outermost(type))))
        {
            checkedTypes++;
            var from = rooms[House.Outermost(type)];
            foreach (var target in type.Dependencies.Select(dependency => dependency.Target))
            {
                if (rooms.GetValueOrDefault(House.Outermost(target)) is not { } to) continue;
                if (height(to) > height(from)) wrong.Add($"{from}/{House.Outermost(type)} -> {to}/{House.Outermost(target)}");
            }
        }

        Assert.True(checkedTypes > atLeast, $"Only {checkedTypes} types were found: the sources and the assembly do not match.");
        Assert.Empty(wrong);
    }
}
