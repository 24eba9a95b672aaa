using System.Security.Cryptography;

namespace TrainApp.Gui.Security;

/// <summary>The word of one answer that allows style elements to carry it: the editor makes its own.</summary>
internal sealed class PageNonce
{
    public string Value { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
}
