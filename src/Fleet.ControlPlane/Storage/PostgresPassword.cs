using System.Security.Cryptography;
using System.Text;

namespace Fleet.ControlPlane.Storage;

/// <summary>A generated password, and the verifier that PostgreSQL stores for it: the statement that sets it may be logged by the server.</summary>
public sealed record PostgresPassword(string Password, string Verifier)
{
    private const int Iterations = 4096;

    public static PostgresPassword Generate()
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var salt = RandomNumberGenerator.GetBytes(16);
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA256, 32);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        return new(password, $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}");
    }
}
