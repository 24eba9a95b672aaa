namespace TrainApp.Gui.Security;

/// <summary>Who may use a server.</summary>
/// <param name="Framework">The app's name, for the sign-in page.</param>
/// <param name="Token">What lets somebody in.</param>
/// <param name="Port">The server's port: browsers share cookies among all ports of a host, so names of cookies hold it.</param>
/// <param name="Hosts">The names and addresses under which browsers may ask for it.</param>
/// <param name="TrustsSameUser">Whether the user who started the server needs no token, where the system tells who asks.</param>
internal sealed record AccessRules(string Framework, AccessToken Token, int Port, IReadOnlyList<string> Hosts, bool TrustsSameUser)
{
    /// <summary>Says that a browser is signed in.</summary>
    public string SignInCookie => FormattableString.Invariant($"trainapp-{Port}");

    /// <summary>Belongs to forms.</summary>
    public string AntiforgeryCookie => FormattableString.Invariant($"trainapp-forms-{Port}");
}
