using System.Diagnostics;

namespace TrainApp.Tests;

/// <summary>Native libraries that a test compiles; without a C compiler it is skipped.</summary>
internal static class NativeStandIn
{
    /// <summary>What NVIDIA's management library says of a machine, at the same address: the name that the system loads it by.</summary>
    /// <param name="folder">Where the library goes.</param>
    /// <param name="cards">Models with the gibibytes that they have and that are free.</param>
    /// <param name="driver">Version of the driver.</param>
    /// <param name="cuda">The newest CUDA it serves, as a thousandfold: 12080.</param>
    /// <param name="start">What the start answers: 0 is well.</param>
    /// <returns>Path of the library.</returns>
    public static string Nvml(string folder, (string Model, int Total, int Free)[] cards, string driver = "570.86.15", int cuda = 12080, int start = 0) =>
        Compile(folder, "libnvidia-ml.so.1", $$"""
            char* strcpy(char*, const char*);
            static const unsigned count = {{cards.Length}};
            static const char* models[] = { {{string.Concat(cards.Select(card => $"\"{card.Model}\", "))}}"" };
            static const unsigned long long total[] = { {{string.Concat(cards.Select(card => $"{card.Total}, "))}}0 };
            static const unsigned long long left[] = { {{string.Concat(cards.Select(card => $"{card.Free}, "))}}0 };
            int nvmlInit_v2(void) { return {{start}}; }
            int nvmlShutdown(void) { return 0; }
            int nvmlSystemGetDriverVersion(char* text, unsigned length) { strcpy(text, "{{driver}}"); return 0; }
            int nvmlSystemGetCudaDriverVersion_v2(int* version) { *version = {{cuda}}; return 0; }
            int nvmlDeviceGetCount_v2(unsigned* number) { *number = count; return 0; }
            int nvmlDeviceGetHandleByIndex_v2(unsigned i, void** card) { *card = (void*)(long)(i + 1); return i < count ? 0 : 2; }
            int nvmlDeviceGetName(void* card, char* text, unsigned length) { strcpy(text, models[(long)card - 1]); return 0; }
            int nvmlDeviceGetUUID(void* card, char* text, unsigned length) { strcpy(text, "GPU-x0"); text[4] = 'a' + (long)card - 1; return 0; }
            int nvmlDeviceGetMemoryInfo(void* card, unsigned long long* sizes) {
                sizes[0] = total[(long)card - 1] << 30; sizes[1] = left[(long)card - 1] << 30; sizes[2] = sizes[0] - sizes[1]; return 0;
            }
            int nvmlDeviceGetUtilizationRates(void* card, unsigned* rates) { rates[0] = 10 * (long)card; rates[1] = 0; return 0; }
            """);

    /// <summary>Compiles C to a library.</summary>
    /// <param name="folder">Where it goes.</param>
    /// <param name="name">Its file name.</param>
    /// <param name="source">The C.</param>
    /// <param name="options">Further words for the compiler.</param>
    public static string Compile(string folder, string name, string source, params string[] options)
    {
        var library = Path.Combine(Directory.CreateDirectory(folder).FullName, name);
        var code = library + ".c";
        File.WriteAllText(code, source);
        var start = new ProcessStartInfo("gcc") { UseShellExecute = false, RedirectStandardError = true };
        foreach (var word in (string[])["-shared", "-fPIC", "-w", "-o", library, code, .. options]) start.ArgumentList.Add(word);
        try
        {
            using var gcc = Process.Start(start)!;
            var errors = gcc.StandardError.ReadToEnd();
            gcc.WaitForExit();
            Assert.True(gcc.ExitCode == 0, errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no C compiler (gcc) to make a library with.");
        }

        File.Delete(code);
        return library;
    }
}
